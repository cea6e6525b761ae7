import { Card, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { usePeople } from "../desk/use-people.js";
import { useFormat } from "../language/use-format.js";
import { ComplaintBadge } from "./complaint-badge.js";
import { PenaltyView } from "./penalty-view.js";
import type { Complaint } from "./queries.js";
import { useViolationName } from "./use-violation-name.js";

/** How a complaint was decided, by whom, and what follows. */
export function DecidedCard({
  decision,
}: {
  readonly decision: NonNullable<Complaint["decision"]>;
}) {
  const t = useTranslations("complaint");
  const common = useTranslations("common");
  const format = useFormat();
  const people = usePeople();
  const violationName = useViolationName();
  const { outcome, violation, penalty, note, decidedBy, at, legalRecord } = decision;
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("decision")}
        </Title>
        <div>
          <ComplaintBadge state={outcome} />
        </div>
        {violation !== undefined && <Text fw={600}>{violationName(violation)}</Text>}
        {penalty !== undefined && <PenaltyView penalty={penalty} />}
        {note !== undefined && (
          <Text size="sm">
            <bdi>{note}</bdi>
          </Text>
        )}
        {legalRecord !== undefined && (
          <Text size="sm">
            {t("legalRecord")}: <bdi className="code">{legalRecord}</bdi>
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {decidedBy.map((who) => people.nameOf(who)).join(common("comma"))}
          {at !== undefined && ` · ${format.dateTime(at)}`}
        </Text>
      </Stack>
    </Card>
  );
}
