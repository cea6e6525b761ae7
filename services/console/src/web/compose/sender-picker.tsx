import { Badge, Group, Radio, Stack, Text } from "@mantine/core";
import { Hash } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import type { Line } from "../numbers/queries.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { StateBadge } from "../parts/state-badge.js";
import classes from "./compose.module.css";
import type { ComposeForm } from "./compose-state.js";

/** Every sender with its state; those that may not send are there and say why. */
export function SenderPicker({
  form,
  lines,
}: {
  readonly form: ComposeForm;
  readonly lines: readonly Line[];
}) {
  const t = useTranslations("compose");
  if (lines.length === 0) {
    return (
      <Empty
        icon={Hash}
        title={t("noSender")}
        text={t("noSenderText")}
        action={<LinkButton to="/request">{t("askSender")}</LinkButton>}
      />
    );
  }
  return (
    <Radio.Group {...form.getInputProps("lineId")} aria-label={t("sender")}>
      <Stack gap="xs">
        {lines.map((line) => (
          <SenderCard key={line.lineId} line={line} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function SenderCard({ line }: { readonly line: Line }) {
  const t = useTranslations("compose");
  const format = useFormat();
  const names = usePackNames();
  const { lineId, number, family, type, status, operatorStatuses } = line;
  const closed = operatorStatuses.filter((each) => each.status !== "active");
  return (
    <Radio.Card value={lineId} disabled={status !== "active"} className={classes["choice"] ?? ""}>
      <Group wrap="nowrap" align="flex-start">
        <Radio.Indicator mt={4} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={650} className="ltr num">
              {format.digits(number)}
            </Text>
            {type !== "any" && <StateBadge state={type} />}
            <StateBadge state={status} />
          </Group>
          <Text size="sm" c="dimmed">
            {names.family(family)}
          </Text>
          {status === "active" && (
            <Text size="sm">
              {type === "service"
                ? t("serviceHint")
                : type === "advertising"
                  ? t("advertisingHint")
                  : ""}
            </Text>
          )}
          {status !== "active" && (
            <Text size="sm" c="red.9">
              {t("notSending")}
            </Text>
          )}
          {closed.length > 0 && (
            <Group gap={4} mt={4}>
              <Text size="sm">{t("notAt")}</Text>
              {closed.map(({ operator }) => (
                <Badge key={operator} color="orange" className="ltr">
                  {operator}
                </Badge>
              ))}
            </Group>
          )}
        </div>
      </Group>
    </Radio.Card>
  );
}
