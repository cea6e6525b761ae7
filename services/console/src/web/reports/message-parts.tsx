import { Table, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { failureTexts } from "./failure-texts.js";
import type { FoundMessage } from "./queries.js";
import { useMessageState } from "./use-message-state.js";

type Part = FoundMessage["parts"][number];

/** What a receipt says: of other states none came, so that there is nothing it could prove. */
const TOLD: readonly string[] = ["delivered", "undelivered"];

/** Every part of a message: what became of it, what proves that, and its name at the operator. */
export function MessageParts({ parts }: { readonly parts: readonly Part[] }) {
  const t = useTranslations("report");
  return (
    <Table withRowBorders={false}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("part")}</Table.Th>
          <Table.Th>{t("state")}</Table.Th>
          <Table.Th>{t("why")}</Table.Th>
          <Table.Th>{t("evidence")}</Table.Th>
          <Table.Th>{t("at")}</Table.Th>
          <Table.Th>{t("operatorsId")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {parts.map((part, place) => (
          // A part is its place in the message.
          <PartRow key={place} part={part} place={place} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function PartRow({ part, place }: { readonly part: Part; readonly place: number }) {
  const t = useTranslations("report");
  const failures = useTranslations("failure");
  const wordOf = useMessageState();
  const format = useFormat();
  const { state, failure = "", code = "", networkCode = "", evidence, at } = part;
  const { duplicatePossible, contradictions = [] } = part;
  return (
    <Table.Tr>
      <Table.Td data-label={t("part")} className="num">
        {format.number(place + 1)}
      </Table.Td>
      <Table.Td data-label={t("state")}>
        {wordOf(state)}
        {duplicatePossible && (
          <Text size="xs" c="dimmed">
            {t("possiblyTwice")}
          </Text>
        )}
        {contradictions.map((other) => (
          <Text key={other.state} size="xs" c="dimmed">
            {t("contradicted", { state: `${wordOf(other.state)} ${other.code ?? ""}`.trim() })}
          </Text>
        ))}
      </Table.Td>
      <Table.Td data-label={t("why")}>
        {hasText(failureTexts, failure) && failures(failure)}
        {code !== "" && (
          <Text size="xs" c="dimmed">
            <bdi>{wordOf(code)}</bdi>
          </Text>
        )}
        {networkCode !== "" && (
          <Text size="xs" c="dimmed">
            <bdi className="ltr">{networkCode}</bdi>
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("evidence")}>
        {evidence !== undefined && TOLD.includes(state) && t(`evidence_${evidence}`)}
      </Table.Td>
      <Table.Td data-label={t("at")} className="num">
        {at === undefined ? "—" : format.dateTime(at)}
      </Table.Td>
      <Table.Td data-label={t("operatorsId")}>
        <Text size="xs" className="ltr" ta="start" style={{ overflowWrap: "anywhere" }}>
          {part.operatorMessageId ?? "—"}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
