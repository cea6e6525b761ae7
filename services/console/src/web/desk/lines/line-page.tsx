import { Alert, Anchor, Card, Table, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { meQuery } from "../../api/me.js";
import { RateLine } from "../../complaints/rate-line.js";
import { useFormat } from "../../language/use-format.js";
import { Page } from "../../parts/page.js";
import { QueryView } from "../../parts/query-view.js";
import { StateBadge } from "../../parts/state-badge.js";
import { PendingAlert } from "../case/pending-alert.js";
import { TimelineCard } from "../case/timeline-card.js";
import { DeskTabs } from "../desk-tabs.js";
import { deskLineQuery, type Line } from "../queries.js";
import { LineActButtons } from "./line-act-buttons.js";
import { confirmRemoval } from "./line-acts.js";
import { LineFacts } from "./line-facts.js";

/** One line's later life. */
export function DeskLinePage() {
  const t = useTranslations("deskLine");
  const format = useFormat();
  const { lineId } = useParams({ from: "/inside/desk/lines/$lineId" });
  const query = useQuery(deskLineQuery(lineId));
  const name = query.data === undefined ? "" : `\u2068${format.digits(query.data.number)}\u2069`;
  return (
    <Page title={t("line", { name })}>
      <DeskTabs />
      <QueryView query={query}>{(line) => <LineView line={line} />}</QueryView>
    </Page>
  );
}

function LineView({ line }: { readonly line: Line }) {
  const t = useTranslations("deskLine");
  const complaint = useTranslations("complaint");
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const refresh = () => queries.invalidateQueries({ queryKey: ["desk"] });
  const confirm = useMutation({ mutationFn: () => confirmRemoval(line), onSettled: refresh });
  const mayAct = me.roles.includes("operations");
  return (
    <>
      {line.heldBack !== undefined && (
        <Alert color="orange">{t("heldBack", { reason: line.heldBack })}</Alert>
      )}
      {line.pendingDecision !== undefined && (
        <PendingAlert
          pending={line.pendingDecision}
          error={confirm.error ?? undefined}
          busy={confirm.isPending}
          onConfirm={() => confirm.mutate()}
          onTakeBack={undefined}
        />
      )}
      <LineFacts line={line} />
      {mayAct && <LineActButtons line={line} />}
      {me.permissions.includes("complaints:read") && (
        <Card component="section">
          <Title order={2} size="h4" mb="sm">
            {complaint("rate")}
          </Title>
          <RateLine lineId={line.lineId} />
        </Card>
      )}
      <Operators line={line} />
      {line.history.length > 0 ? (
        <TimelineCard title={t("history")} entries={line.history} />
      ) : (
        <Text c="dimmed">{t("noHistory")}</Text>
      )}
    </>
  );
}

function Operators({ line: { operatorStatuses } }: { readonly line: Line }) {
  const t = useTranslations("deskLine");
  if (operatorStatuses.length === 0) return null;
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="sm">
        {t("operators")}
      </Title>
      <Table>
        <Table.Tbody>
          {operatorStatuses.map(({ operator, spelling, status, applicationId }) => (
            <Table.Tr key={operator}>
              <Table.Td>
                <Anchor
                  renderRoot={(props) => (
                    <Link to="/desk/cases/$caseId" params={{ caseId: applicationId }} {...props} />
                  )}
                >
                  {operator}
                </Anchor>
              </Table.Td>
              <Table.Td>
                <bdi className="ltr">{spelling}</bdi>
              </Table.Td>
              <Table.Td>
                <StateBadge state={status} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
