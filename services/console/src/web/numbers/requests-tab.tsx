import { Anchor, Card, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FilePlus2 } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { QueryView } from "../parts/query-view.js";
import { StateBadge } from "../parts/state-badge.js";
import { applicationsQuery } from "./queries.js";
import { usePackNames } from "../pack/use-pack-names.js";
import css from "../parts/stacked-table.module.css";
import { Scrollable } from "../parts/scrollable.js";

/** What was applied for and how far it is. */
export function RequestsTab() {
  const t = useTranslations("numbers");
  const format = useFormat();
  const names = usePackNames();
  const applications = useQuery(applicationsQuery);
  return (
    <QueryView query={applications}>
      {(all) =>
        all.length === 0 ? (
          <Card>
            <Empty
              icon={FilePlus2}
              title={t("noRequests")}
              text={t("noRequestsText")}
              action={<LinkButton to="/request">{t("newRequest")}</LinkButton>}
            />
          </Card>
        ) : (
          <Card p={0}>
            <Scrollable>
              <Table className={css["stacked"] ?? ""} miw={640} highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("sender")}</Table.Th>
                    <Table.Th>{t("status")}</Table.Th>
                    <Table.Th>{t("filed")}</Table.Th>
                    <Table.Th>{t("due")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all.map(({ applicationId, sender, family, operator, state, history, dueAt }) => {
                    const filedAt = history[0]?.at;
                    return (
                      <Table.Tr key={applicationId}>
                        <Table.Td>
                          <Anchor
                            fw={650}
                            renderRoot={(props) => (
                              <Link to="/requests/$id" params={{ id: applicationId }} {...props} />
                            )}
                          >
                            <span className="ltr">
                              {sender === "" ? t("senderDrawn") : format.digits(sender)}
                            </span>
                          </Anchor>
                          <Text size="xs" c="dimmed">
                            {names.family(family)}
                            {operator !== undefined && ` · ${operator}`}
                          </Text>
                        </Table.Td>
                        <Table.Td data-label={t("status")}>
                          <StateBadge state={state} />
                        </Table.Td>
                        <Table.Td data-label={t("filed")}>
                          {filedAt === undefined ? "" : format.date(filedAt)}
                        </Table.Td>
                        <Table.Td data-label={t("due")}>
                          {dueAt === undefined ? t("noDue") : format.date(dueAt)}
                        </Table.Td>
                      </Table.Tr>
                    );
                  })}
                </Table.Tbody>
              </Table>
            </Scrollable>
          </Card>
        )
      }
    </QueryView>
  );
}
