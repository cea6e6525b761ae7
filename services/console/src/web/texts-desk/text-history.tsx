import { Stack, Text, Timeline, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { usePeople } from "../desk/use-people.js";
import { useFormat } from "../language/use-format.js";
import type { TextCaseFile } from "./queries.js";

const EVENTS = [
  "opened",
  "looked",
  "assigned",
  "cleared",
  "approved",
  "refused",
  "returned",
  "rejected",
  "approve_proposed",
  "withdrawn",
  "evidence_gathered",
  "exported",
  "answered",
  "refusal_recorded",
  "confirmed",
  "dismissed",
  "confirm_proposed",
] as const;

/** What happened at a case, the newest on top; of looks of one person in a row the last. */
export function TextHistory({ events }: { readonly events: TextCaseFile["events"] }) {
  const t = useTranslations("textsDesk");
  const desk = useTranslations("desk");
  const format = useFormat();
  const people = usePeople();
  const nameOf = (event: string): string => {
    const word = event.replace(":proposed", "_proposed").replace(/:.*$/, "");
    const known = EVENTS.find((each) => each === word);
    return known === undefined ? event : t(`event_${known}`);
  };
  /** What the house notes by itself, a seal or where a complaint came from, is shown elsewhere on the page. */
  const noteOf = (event: string, note: string): string => {
    if (event === "assigned") return note === "" ? desk("nobody") : people.nameOf(note);
    return ["opened", "evidence_gathered", "exported", "refusal_recorded"].includes(event)
      ? ""
      : note;
  };
  const shown = events.filter(({ event, by }, place) => {
    const next = events[place + 1];
    return event !== "looked" || next?.event !== "looked" || next.by !== by;
  });
  return (
    <Stack>
      <Title order={2} size="h4">
        {t("history")}
      </Title>
      <Timeline bulletSize={14} lineWidth={2} active={shown.length}>
        {shown.toReversed().map(({ at, by, event, note = "" }, place) => (
          <Timeline.Item
            key={place}
            title={
              <Text size="sm" fw={600}>
                {nameOf(event)} · <bdi>{people.nameOf(by)}</bdi>
              </Text>
            }
          >
            {noteOf(event, note) !== "" && (
              <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                <bdi>{noteOf(event, note)}</bdi>
              </Text>
            )}
            {at !== undefined && (
              <Text size="xs" c="dimmed">
                {format.dateTime(at)}
              </Text>
            )}
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  );
}
