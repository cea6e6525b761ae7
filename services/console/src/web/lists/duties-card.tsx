import { Alert, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import { StateBadge } from "../parts/state-badge.js";
import { dutiesQuery, type Duty } from "./queries.js";

/** What the lines that the list governs demand of it now. */
export function DutiesCard({ listId }: { readonly listId: string }) {
  const t = useTranslations("list");
  const duties = useQuery(dutiesQuery(listId));
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          {t("duties")}
        </Title>
        <QueryView query={duties} rows={2}>
          {({ lines, withdrawnMembers }) => (
            <Stack>
              {withdrawnMembers > 0 && (
                <Alert color="orange">{t("withdrawn", { count: withdrawnMembers })}</Alert>
              )}
              {lines.map((duty) => (
                <LineDuty key={duty.lineId} duty={duty} />
              ))}
            </Stack>
          )}
        </QueryView>
      </Stack>
    </Card>
  );
}

function LineDuty({ duty }: { readonly duty: Duty }) {
  const t = useTranslations("list");
  const words = useProblemWords();
  const format = useFormat();
  const names = usePackNames();
  const { number = duty.lineId, family, refresh, dueOn, fileName, findings } = duty;
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text fw={650} className="ltr num">
          {format.digits(number)}
        </Text>
        {refresh !== undefined && <StateBadge state={refresh} />}
        {dueOn !== undefined && (
          <Text size="sm">{t("dueOn", { date: format.date(`${dueOn}T12:00:00Z`) })}</Text>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {names.family(family)}
        {fileName !== undefined && ` · ${t("fileAs")} \u2068${fileName}\u2069`}
      </Text>
      {findings.length === 0 && <Text size="sm">{t("inOrder")}</Text>}
      {findings.map((finding, place) => {
        const { rule, remedy, source } = words.ofFinding(finding);
        return (
          <Alert key={`${finding.code}-${place}`} color="orange" title={rule} p="sm">
            {remedy !== undefined && <Text size="sm">{remedy}</Text>}
            <SourceNote source={source} />
          </Alert>
        );
      })}
    </Stack>
  );
}
