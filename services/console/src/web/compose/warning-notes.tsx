import { Alert, Stack, Text } from "@mantine/core";

import type { Finding } from "../api/problem.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { SourceNote } from "../parts/source-note.js";

/** What the sender should know and what stops nothing: a customer list whose refresh is overdue [000 · Conditions]. */
export function WarningNotes({ warnings }: { readonly warnings: readonly Finding[] }) {
  const words = useProblemWords();
  if (warnings.length === 0) return null;
  return (
    <Stack gap="xs">
      {warnings.map((warning) => {
        const { rule, remedy, source } = words.ofFinding(warning);
        return (
          <Alert key={`${warning.code} ${warning.subject}`} color="yellow" title={rule}>
            {remedy !== undefined && <Text size="sm">{remedy}</Text>}
            <SourceNote source={source} />
          </Alert>
        );
      })}
    </Stack>
  );
}
