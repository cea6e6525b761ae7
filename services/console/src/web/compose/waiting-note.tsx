import { Group, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import type { Campaign } from "./queries.js";
import { waitingTexts } from "./waiting-texts.js";

/** Why a campaign waits, how much goes before it, and when it should go on and end. */
export function WaitingNote({ waiting }: { readonly waiting: NonNullable<Campaign["waiting"]> }) {
  const t = useTranslations("campaign");
  const causes = useTranslations("waiting");
  const format = useFormat();
  const { code, cause, partsAhead = 0, expectedAt, expectedEnd } = waiting;
  const facts = [
    ...(partsAhead > 0 ? [t("waitingAhead", { count: partsAhead })] : []),
    ...(expectedAt === undefined ? [] : [t("waitingAt", { time: format.dateTime(expectedAt) })]),
    ...(expectedEnd === undefined ? [] : [t("waitingEnd", { time: format.dateTime(expectedEnd) })]),
  ];
  return (
    <Stack gap={4} data-waiting={code}>
      <Text>
        <Text component="span" fw={600}>
          {t("waitingTitle")}
        </Text>{" "}
        {hasText(waitingTexts, code) ? causes(code) : cause}
      </Text>
      {facts.length > 0 && (
        <Group gap="md">
          {facts.map((fact) => (
            <Text key={fact} size="sm" c="dimmed">
              {fact}
            </Text>
          ))}
        </Group>
      )}
    </Stack>
  );
}
