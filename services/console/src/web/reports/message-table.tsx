import { Anchor, Card, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";
import type { FoundMessage } from "./queries.js";
import { useMessageState } from "./use-message-state.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** Messages that were found, with why they wait or failed. */
export function MessageTable({ messages }: { readonly messages: readonly FoundMessage[] }) {
  const t = useTranslations("report");
  const campaign = useTranslations("campaign");
  const operatorName = useOperatorName();
  const format = useFormat();
  const stateOf = useMessageState();
  return (
    <Card p={0}>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={820}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("number")}</Table.Th>
              <Table.Th>{t("state")}</Table.Th>
              <Table.Th>{t("why")}</Table.Th>
              <Table.Th>{t("byOperator")}</Table.Th>
              <Table.Th>{t("accepted")}</Table.Th>
              <Table.Th>{t("messageId")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {messages.map((message) => (
              <Table.Tr key={message.messageId}>
                <Table.Td>
                  <bdi className="ltr num">{format.digits(message.number)}</bdi>
                </Table.Td>
                <Table.Td data-label={t("state")}>{stateOf(message.state)}</Table.Td>
                <Table.Td data-label={t("why")}>
                  <bdi>{stateOf(message.reason ?? message.cause ?? "")}</bdi>
                </Table.Td>
                <Table.Td data-label={t("byOperator")}>
                  {operatorName(message.operator ?? "")}
                  {message.suffix !== undefined && (
                    <Text size="xs" c="dimmed">
                      {t("withSuffix", { suffix: `\u2068${message.suffix}\u2069` })}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td data-label={t("accepted")} className="num">
                  {message.acceptedAt === undefined ? "—" : format.dateTime(message.acceptedAt)}
                </Table.Td>
                <Table.Td data-label={t("messageId")}>
                  <Text size="xs" className="ltr" ta="start">
                    {message.requestId ?? message.messageId}
                  </Text>
                  {message.campaignId !== undefined && (
                    <Anchor
                      size="xs"
                      renderRoot={(props) => (
                        <Link
                          to="/campaigns/$campaignId"
                          params={{ campaignId: message.campaignId ?? "" }}
                          {...props}
                        />
                      )}
                    >
                      {campaign("title")}
                    </Anchor>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
    </Card>
  );
}
