import { Alert, List, Stack, Text } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useTranslations } from "use-intl";

import { problemOf } from "../api/problem.js";
import { useProblemWords } from "../api/use-problem-words.js";

/** A refusal where it happened: what is wrong, what to do, and every finding that no field shows. */
export function ProblemAlert({
  error,
  hideFindings = false,
}: {
  readonly error: unknown;
  /** The fields show them already. */
  readonly hideFindings?: boolean;
}) {
  const t = useTranslations("problem");
  const words = useProblemWords();
  if (error === null || error === undefined) return null;
  const problem = problemOf(error);
  const { detail, remedy } = words.ofProblem(problem);
  const all = hideFindings ? [] : (problem.findings ?? []);
  // One that says what the refusal says already is not said twice.
  const findings = all.filter(({ code }) => all.length > 1 || code !== problem.code);
  return (
    <Alert
      color="red"
      role="alert"
      icon={<CircleAlert size={20} aria-hidden />}
      title={findings.length > 1 ? t("all", { count: findings.length }) : detail}
    >
      <Stack gap="xs">
        {findings.length > 0 && (
          <List size="sm" spacing={4}>
            {findings.map((finding, place) => {
              const { rule, remedy: wayOut } = words.ofFinding(finding);
              return (
                <List.Item key={`${finding.code}-${place}`}>
                  {rule}
                  {wayOut !== undefined && <Text size="sm">{wayOut}</Text>}
                </List.Item>
              );
            })}
          </List>
        )}
        {findings.length === 0 && remedy !== undefined && <Text size="sm">{remedy}</Text>}
        {problem.instance !== undefined && (
          <Text size="xs" className="code">
            {t("incident", { name: problem.instance })}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
