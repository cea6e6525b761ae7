import { Card, Group, Switch, Text, Timeline, Title } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../../language/use-format.js";
import { useRoleWord } from "../../account/role-words.js";
import { usePackNames } from "../../pack/use-pack-names.js";
import { StateBadge } from "../../parts/state-badge.js";
import { usePeople } from "../use-people.js";
import { useEventName } from "../../parts/use-event-name.js";
import { useNoteWords } from "../../parts/use-note-words.js";
import { useItemNames } from "./use-item-names.js";

export type TimelineEntry = {
  readonly at?: string | undefined;
  readonly actor: string;
  readonly event: string;
  readonly to?: string | undefined;
  readonly note?: string | undefined;
  readonly by?: string | undefined;
  /** As accounts knows whoever it was; cases carry the id alone. */
  readonly byName?: string | undefined;
};

/** Who did what and when, the newest on top; mere looks only when asked for. */
export function TimelineCard({
  title,
  entries,
}: {
  readonly title: string;
  readonly entries: readonly TimelineEntry[];
}) {
  const t = useTranslations("desk");
  const format = useFormat();
  const whoDid = useWhoDid();
  const eventName = useEventName();
  const noteOf = useEntryWords();
  const [looks, showLooks] = useState(false);
  const hasLooks = entries.some(({ event }) => event === "opened");
  const shown = entries.filter(({ event }) => looks || event !== "opened").toReversed();
  return (
    <Card>
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4">
          {title}
        </Title>
        {hasLooks && (
          <Switch
            size="xs"
            label={t("showLooks")}
            checked={looks}
            onChange={({ currentTarget: { checked } }) => showLooks(checked)}
          />
        )}
      </Group>
      <Timeline bulletSize={14} lineWidth={2} active={shown.length}>
        {shown.map((entry) => (
          <Timeline.Item
            key={`${entry.at} ${entry.event} ${entry.to ?? ""}`}
            title={
              <Group gap="xs">
                <Text fw={600} size="sm" component="span">
                  {eventName(entry.event)}
                </Text>
                {entry.to !== undefined && entry.to !== "" && <StateBadge state={entry.to} />}
              </Group>
            }
          >
            {noteOf(entry) !== "" && (
              <Text size="sm" style={{ whiteSpace: "pre-line" }}>
                <bdi>{noteOf(entry)}</bdi>
              </Text>
            )}
            <Text size="xs" c="dimmed">
              <bdi>{whoDid(entry)}</bdi>
              {entry.at !== undefined && ` · ${format.dateTime(entry.at)}`}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Card>
  );
}

/** Who did something, by name; by side where nobody is named. */
export function useWhoDid(): (entry: TimelineEntry) => string {
  const people = usePeople();
  const packNames = usePackNames();
  const roleWord = useRoleWord();
  return ({ by, byName = "", actor }) => {
    if (by === undefined) return packNames.actor(actor);
    if (byName === "" || people.isMe(by)) return people.nameOf(by);
    // A desk's first keys are named after their roles.
    return by.startsWith("key:") ? `${people.nameOf(by)}: ${roleWord(byName)}` : byName;
  };
}

/** Notes that the desk writes by itself carry ids and codes; they are told in words. */
function useEntryWords(): (entry: TimelineEntry) => string {
  const t = useTranslations("desk");
  const people = usePeople();
  const names = useItemNames();
  const eventName = useEventName();
  const inWords = useNoteWords();
  const verdictWords = (note: string): string =>
    note
      .split(", ")
      .map((part) => {
        const [, kind, subject = "", verdict] = /^(document|field):(\S+) (\w+)$/.exec(part) ?? [];
        if (kind === undefined || (verdict !== "accepted" && verdict !== "rejected")) return part;
        const item = { kind: kind === "document" ? "document" : "field", subject } as const;
        return `${names.nameOf({ ...item, document: undefined })}: ${t(verdict)}`;
      })
      .join("\n");
  return ({ event, note = "" }) => {
    if (event === "assigned") return note === "" ? t("nobody") : people.nameOf(note);
    if (event === "verdicts") return verdictWords(note);
    if (event === "withdrawn") return eventName(note);
    if (event.startsWith("refused:")) return t("refusedWith", { code: event.slice(8) });
    return inWords(note);
  };
}
