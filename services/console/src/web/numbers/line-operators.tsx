import { Group, Stack, Text } from "@mantine/core";

import { StateBadge } from "../parts/state-badge.js";
import type { Line } from "./queries.js";

/** A brandname is active at some operators and not at others, in a spelling of its own at each. */
export function LineOperators({ line }: { readonly line: Line }) {
  if (line.operatorStatuses.length === 0) return null;
  return (
    <Stack gap={4} mt={6}>
      {line.operatorStatuses.map(({ operator, spelling, status }) => (
        <Group key={operator} gap={6} wrap="nowrap">
          <StateBadge state={status} />
          <Text size="xs">
            {operator} · <bdi className="ltr">{spelling}</bdi>
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
