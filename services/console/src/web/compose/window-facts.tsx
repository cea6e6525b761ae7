import { Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { SourceNote } from "../parts/source-note.js";
import type { Campaign } from "./queries.js";

type Window = NonNullable<Campaign["window"]>;
type Hours = Window["effective"][number];

/** When a campaign may be sent: by law, by its owner, and in both, in the subscribers' time. */
export function WindowFacts({ window }: { readonly window: Window }) {
  const t = useTranslations("campaign");
  const format = useFormat();
  const { timezone, legal, own, effective, source, opensAt, open } = window;
  const hoursWords = ({ opens, closes }: Hours): string =>
    opens === "00:00" && closes === "24:00"
      ? t("allDay")
      : t("hoursFromTo", { opens: format.digits(opens), closes: format.digits(closes) });
  return (
    <Stack gap={4}>
      <Text fw={650}>{t("window")}</Text>
      <Text fw={600} className="num">
        {effective.map(hoursWords).join(t("andAlso"))}
      </Text>
      <Text size="sm">
        {t("windowLegal", { hours: legal === undefined ? t("allDay") : hoursWords(legal) })}{" "}
        <SourceNote source={source} />
      </Text>
      <Text size="sm">
        {own === undefined ? t("windowOwnNone") : t("windowOwn", { hours: hoursWords(own) })}
      </Text>
      <Text size="xs" c="dimmed">
        {t("windowZone", { zone: `\u2068${timezone.replaceAll("_", " ")}\u2069` })}
      </Text>
      {open ? (
        <Text size="sm">{t("windowOpen")}</Text>
      ) : (
        opensAt !== undefined && (
          <Text size="sm">{t("windowOpens", { time: format.dateTime(opensAt) })}</Text>
        )
      )}
    </Stack>
  );
}
