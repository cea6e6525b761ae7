import { Alert, Button, Group, List, Text } from "@mantine/core";
import { GitCompareArrows } from "lucide-react";
import { useTranslations } from "use-intl";

import { hasText } from "../../language/define-texts.js";
import { useFormat } from "../../language/use-format.js";
import { stateTexts } from "../../parts/state-texts.js";
import type { CaseFile, Line } from "../queries.js";
import { useWhoDid, type TimelineEntry } from "./timeline-card.js";
import { useEventName } from "../../parts/use-event-name.js";

/** A case or a line as somebody read it. */
export type Situation = {
  readonly state: string;
  readonly entries: readonly TimelineEntry[];
};

export function situationOfCase({ case: { state }, timeline }: CaseFile): Situation {
  return { state, entries: timeline };
}

export function situationOfLine({ status, history }: Line): Situation {
  return { state: status, entries: history };
}

/** Somebody else was quicker: what they did since, and the way on. Nothing that was typed is lost by it. */
export function ConflictAlert({
  before,
  now,
  onLoad,
  ofLine = false,
}: {
  readonly before: Situation;
  readonly now: Situation | undefined;
  readonly onLoad: () => void;
  readonly ofLine?: boolean;
}) {
  const t = useTranslations("desk");
  const states = useTranslations("state");
  const format = useFormat();
  const whoDid = useWhoDid();
  const eventName = useEventName();
  const stateName = (state: string) => (hasText(stateTexts, state) ? states(state) : state);
  const since = now === undefined ? [] : newEntries(before, now);
  return (
    <Alert
      color="orange"
      role="alert"
      icon={<GitCompareArrows size={20} aria-hidden />}
      title={ofLine ? t("lineConflict") : t("conflict")}
    >
      <Text size="sm">{t("conflictKept")}</Text>
      <List size="sm" my="xs">
        {now !== undefined && now.state !== before.state && (
          <List.Item>
            {t("conflictState", {
              before: stateName(before.state),
              after: stateName(now.state),
            })}
          </List.Item>
        )}
        {since.map((entry) => (
          <List.Item key={`${entry.at} ${entry.event}`}>
            {whoDid(entry)}: {eventName(entry.event)}
            {entry.note !== undefined && entry.event !== "assigned" && (
              <>
                {" "}
                — <bdi>{entry.note}</bdi>
              </>
            )}
            {entry.at !== undefined && ` (${format.dateTime(entry.at)})`}
          </List.Item>
        ))}
      </List>
      <Group>
        <Button size="xs" loading={now === undefined} onClick={onLoad}>
          {t("loadNow")}
        </Button>
      </Group>
    </Alert>
  );
}

/** What happened after the reader's copy was taken; looks and refused attempts change nothing. */
function newEntries(before: Situation, now: Situation): readonly TimelineEntry[] {
  const idOf = ({ at, event, by, actor }: TimelineEntry) => `${at} ${event} ${by ?? actor}`;
  const known = new Set(before.entries.map(idOf));
  return now.entries.filter(
    (entry) =>
      !known.has(idOf(entry)) && entry.event !== "opened" && !entry.event.startsWith("refused:"),
  );
}
