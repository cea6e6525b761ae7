import { Anchor, Button, Card, Table, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";
import { MessageParts } from "./message-parts.js";
import { MessageWhy } from "./message-why.js";
import type { FoundMessage } from "./queries.js";
import { useMessageState } from "./use-message-state.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** Messages that were found, with why they wait or failed, and each of their parts when asked for. */
export function MessageTable({ messages }: { readonly messages: readonly FoundMessage[] }) {
  const t = useTranslations("report");
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
              <MessageRow key={message.messageId} message={message} />
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
    </Card>
  );
}

function MessageRow({ message }: { readonly message: FoundMessage }) {
  const t = useTranslations("report");
  const campaign = useTranslations("campaign");
  const operatorName = useOperatorName();
  const format = useFormat();
  const stateOf = useMessageState();
  const [isOpen, setOpen] = useState(false);
  const { campaignId, parts } = message;
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <bdi className="ltr num">{format.digits(message.number)}</bdi>
        </Table.Td>
        <Table.Td data-label={t("state")}>
          {stateOf(message.state)}
          {parts.length > 0 && (
            <Button
              size="compact-xs"
              variant="subtle"
              display="block"
              px={0}
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              {t("partCount", { count: parts.length })}
            </Button>
          )}
        </Table.Td>
        <Table.Td data-label={t("why")}>
          <MessageWhy message={message} />
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
          {campaignId !== undefined && (
            <Anchor
              size="xs"
              renderRoot={(props) => (
                <Link to="/campaigns/$campaignId" params={{ campaignId }} {...props} />
              )}
            >
              {campaign("title")}
            </Anchor>
          )}
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={6}>
            <MessageParts parts={parts} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
