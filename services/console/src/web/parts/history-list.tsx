import { Group, Text, Timeline } from "@mantine/core";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { StateBadge } from "./state-badge.js";
import { eventTexts } from "./state-texts.js";

export type HistoryStep = {
  readonly at?: string | undefined;
  readonly event: string;
  readonly to?: string | undefined;
  readonly note?: string | undefined;
};

/** What happened, step by step, the newest on top. */
export function HistoryList({ steps }: { readonly steps: readonly HistoryStep[] }) {
  const t = useTranslations("event");
  const format = useFormat();
  return (
    <Timeline bulletSize={14} lineWidth={2} active={steps.length}>
      {steps.toReversed().map((step, place) => (
        <Timeline.Item
          key={`${step.event}-${place}`}
          title={
            <Group gap="xs">
              <Text fw={600} size="sm">
                {hasText(eventTexts, step.event) ? t(step.event) : step.event}
              </Text>
              {step.to !== undefined && <StateBadge state={step.to} />}
            </Group>
          }
        >
          {step.note !== undefined && step.note !== "" && <Text size="sm">{step.note}</Text>}
          {step.at !== undefined && (
            <Text size="xs" c="dimmed">
              {format.dateTime(step.at)}
            </Text>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
