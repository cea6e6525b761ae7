import { Alert, Button, Group, List, Text } from "@mantine/core";
import { GitCompareArrows } from "lucide-react";
import { useTranslations } from "use-intl";

import { hasText } from "../../language/define-texts.js";
import { useFormat } from "../../language/use-format.js";
import { stateTexts } from "../../parts/state-texts.js";
import type { CaseFile } from "../queries.js";
import { usePeople } from "../use-people.js";
import { useEventName } from "./use-event-name.js";

/** Somebody else was quicker: what they did since, and the way on. Nothing that was typed is lost by it. */
export function ConflictAlert({
  before,
  now,
  onLoad,
}: {
  readonly before: CaseFile;
  readonly now: CaseFile | undefined;
  readonly onLoad: () => void;
}) {
  const t = useTranslations("desk");
  const states = useTranslations("state");
  const format = useFormat();
  const people = usePeople();
  const eventName = useEventName();
  const stateName = (state: string) => (hasText(stateTexts, state) ? states(state) : state);
  const since = now === undefined ? [] : newEntries(before, now);
  return (
    <Alert
      color="orange"
      role="alert"
      icon={<GitCompareArrows size={20} aria-hidden />}
      title={t("conflict")}
    >
      <Text size="sm">{t("conflictKept")}</Text>
      <List size="sm" my="xs">
        {now !== undefined && now.case.state !== before.case.state && (
          <List.Item>
            {t("conflictState", {
              before: stateName(before.case.state),
              after: stateName(now.case.state),
            })}
          </List.Item>
        )}
        {since.map((entry) => (
          <List.Item key={`${entry.at} ${entry.event}`}>
            {people.nameOf(entry.by ?? "")}: {eventName(entry.event)}
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
function newEntries(before: CaseFile, now: CaseFile): CaseFile["timeline"] {
  const idOf = ({ at, event, by }: CaseFile["timeline"][number]) => `${at} ${event} ${by}`;
  const known = new Set(before.timeline.map(idOf));
  return now.timeline.filter(
    (entry) =>
      !known.has(idOf(entry)) && entry.event !== "opened" && !entry.event.startsWith("refused:"),
  );
}
