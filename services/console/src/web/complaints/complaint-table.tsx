import { Anchor, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { DueDate } from "../desk/due-date.js";
import { useFormat } from "../language/use-format.js";
import { ComplaintBadge } from "./complaint-badge.js";
import type { Complaint } from "./queries.js";
import css from "../parts/stacked-table.module.css";
import { Scrollable } from "../parts/scrollable.js";

/** Complaints, each with who complains of which sender, how old it is and until when it is decided. */
export function ComplaintTable({ complaints }: { readonly complaints: readonly Complaint[] }) {
  const t = useTranslations("complaint");
  const desk = useTranslations("desk");
  const format = useFormat();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={720} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("sender")}</Table.Th>
            <Table.Th>{t("from")}</Table.Th>
            <Table.Th>{t("state")}</Table.Th>
            <Table.Th>{t("opened")}</Table.Th>
            <Table.Th>{desk("due")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {complaints.map((each) => (
            <Table.Tr key={each.complaintId} {...(each.overdue && { bg: "red.0" })}>
              <Table.Td>
                <Anchor
                  fw={600}
                  renderRoot={(props) => (
                    <Link
                      to="/complaints/$complaintId"
                      params={{ complaintId: each.complaintId }}
                      {...props}
                    />
                  )}
                >
                  <span className="ltr num">{format.digits(each.sender)}</span>
                </Anchor>
              </Table.Td>
              <Table.Td data-label={t("from")}>
                {t(`source_${each.source}`)}
                {each.maskedNumber !== undefined && (
                  <Text size="xs" c="dimmed">
                    <span className="ltr num">{format.digits(each.maskedNumber)}</span>
                  </Text>
                )}
              </Table.Td>
              <Table.Td data-label={t("state")}>
                <ComplaintBadge state={each.state} />
              </Table.Td>
              <Table.Td data-label={t("opened")} className="num" style={{ whiteSpace: "nowrap" }}>
                {each.openedAt === undefined ? "—" : format.dateTime(each.openedAt)}
              </Table.Td>
              <Table.Td data-label={desk("due")}>
                <DueDate dueOn={each.dueOn} overdue={each.overdue} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}
