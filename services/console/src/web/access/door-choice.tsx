import { Button, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import type { Door } from "./kept-door.js";

/** Which of the companies and desks that one password opens; the one used last comes first. */
export function DoorChoice({
  doors,
  isPending,
  onChoose,
}: {
  readonly doors: readonly Door[];
  readonly isPending: boolean;
  readonly onChoose: (door: Door) => void;
}) {
  const t = useTranslations("access");
  const format = useFormat();
  return (
    <Stack>
      <Text>{t("whichDoor")}</Text>
      {doors.map((door, place) => (
        <Button
          key={`${door.tenantId ?? ""} ${door.providerId}`}
          variant={place === 0 ? "filled" : "default"}
          size="md"
          h="auto"
          py="xs"
          autoFocus={place === 0}
          disabled={isPending}
          onClick={() => onChoose(door)}
        >
          <Stack gap={0} align="center">
            <bdi>{door.name}</bdi>
            <Text size="xs" component="span">
              {door.tenantId === undefined ? t("desk") : null}
              {door.lastSeenAt === undefined
                ? null
                : ` ${t("lastInside", { at: format.dateTime(door.lastSeenAt) })}`}
            </Text>
          </Stack>
        </Button>
      ))}
    </Stack>
  );
}
