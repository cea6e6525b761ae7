import { Group, Text, Timeline } from "@mantine/core";

import { useFormat } from "../language/use-format.js";
import { StateBadge } from "./state-badge.js";
import { useEventName } from "./use-event-name.js";
import { useNoteWords } from "./use-note-words.js";

export type HistoryStep = {
  readonly at?: string | undefined;
  readonly event: string;
  readonly to?: string | undefined;
  readonly note?: string | undefined;
  /** One's own people alone are named. */
  readonly byName?: string | undefined;
};

/** What happened, step by step, the newest on top; above it what comes next and until when. */
export function HistoryList({
  steps,
  next,
}: {
  readonly steps: readonly HistoryStep[];
  readonly next?: string | undefined;
}) {
  const eventName = useEventName();
  const inWords = useNoteWords();
  const format = useFormat();
  return (
    <Timeline bulletSize={14} lineWidth={2} active={steps.length - 1} reverseActive>
      {next !== undefined && (
        <Timeline.Item lineVariant="dashed" title={<Text size="sm">{next}</Text>} />
      )}
      {steps.toReversed().map((step, place) => (
        <Timeline.Item
          key={`${step.event}-${place}`}
          title={
            <Group gap="xs">
              <Text fw={600} size="sm">
                {eventName(step.event)}
              </Text>
              {step.to !== undefined && step.to !== "" && <StateBadge state={step.to} />}
            </Group>
          }
        >
          {step.note !== undefined && step.note !== "" && (
            <Text size="sm">
              <bdi>{inWords(step.note)}</bdi>
            </Text>
          )}
          {step.at !== undefined && (
            <Text size="xs" c="dimmed">
              {step.byName !== undefined && <bdi>{step.byName} · </bdi>}
              {format.dateTime(step.at)}
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
