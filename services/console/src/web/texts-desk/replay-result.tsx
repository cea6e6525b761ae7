import { Alert, Anchor, Card, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { Figure } from "../compose/figure.js";
import { hasText } from "../language/define-texts.js";
import { useCustomerNames } from "../finance/use-customer-names.js";
import { useFormat } from "../language/use-format.js";
import css from "../parts/stacked-table.module.css";
import type { Replay } from "./queries.js";
import { ruleTexts } from "./rule-texts.js";

/** What a draft would have decided otherwise: in sums, and verdict by verdict. */
export function ReplayResult({ replay }: { readonly replay: Replay }) {
  const t = useTranslations("replay");
  const format = useFormat();
  const { replayed, flipped, otherRule, unfaithful, skipped, flips } = replay;
  const left = Object.values(skipped).reduce((sum, count) => sum + count, 0);
  const messages = flips.reduce((sum, flip) => sum + flip.messages, 0);
  return (
    <Stack aria-live="polite">
      <SimpleGrid cols={{ base: 2, sm: 5 }} spacing="sm">
        <Figure label={t("replayed")} value={format.number(replayed)} />
        <Figure label={t("flipped")} value={format.number(flipped)} />
        <Figure label={t("messages")} value={format.number(messages)} />
        <Figure label={t("otherRule")} value={format.number(otherRule)} />
        <Figure label={t("skipped")} value={format.number(left)} />
      </SimpleGrid>
      {unfaithful.length > 0 && (
        <Alert color="red">{t("unfaithful", { count: unfaithful.length })}</Alert>
      )}
      {flipped === 0 ? (
        <Alert color="green">{t("noFlips")}</Alert>
      ) : (
        <>
          <Sums replay={replay} />
          <Flips replay={replay} />
        </>
      )}
    </Stack>
  );
}

function Sums({ replay: { sums } }: { readonly replay: Replay }) {
  const t = useTranslations("replay");
  const verdict = useTranslations("verdict");
  const format = useFormat();
  const nameOf = useCustomerNames(sums.map(({ tenantId }) => tenantId));
  return (
    <Card>
      <Title order={2} size="h4" mb="sm">
        {t("sums")}
      </Title>
      <Table className={css["stacked"] ?? ""}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("customer")}</Table.Th>
            <Table.Th>{t("change")}</Table.Th>
            <Table.Th>{t("verdicts")}</Table.Th>
            <Table.Th>{t("messages")}</Table.Th>
            <Table.Th>{t("money")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sums.map(({ tenantId, before, after, verdicts, messages, money }) => (
            <Table.Tr key={`${tenantId} ${before} ${after}`}>
              <Table.Td>
                <bdi>{nameOf(tenantId)}</bdi>
              </Table.Td>
              <Table.Td data-label={t("change")}>
                {t("fromTo", {
                  before: verdict(`decision_${before}`),
                  after: verdict(`decision_${after}`),
                })}
              </Table.Td>
              <Table.Td data-label={t("verdicts")} className="num">
                {format.number(verdicts)}
              </Table.Td>
              <Table.Td data-label={t("messages")} className="num">
                {format.number(messages)}
              </Table.Td>
              <Table.Td data-label={t("money")} className="num">
                {money.length === 0 ? "—" : money.map(format.money).join(" + ")}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Flips({ replay: { flips } }: { readonly replay: Replay }) {
  const t = useTranslations("replay");
  const verdict = useTranslations("verdict");
  const rules = useTranslations("rule");
  const format = useFormat();
  const ruleName = (code = ""): string => (hasText(ruleTexts, code) ? rules(code) : code);
  return (
    <Card>
      <Title order={2} size="h4" mb="sm">
        {t("flips")}
      </Title>
      <Table className={css["stacked"] ?? ""} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("judgedAt")}</Table.Th>
            <Table.Th>{t("change")}</Table.Th>
            <Table.Th>{t("rule")}</Table.Th>
            <Table.Th>{t("messages")}</Table.Th>
            <Table.Th>{t("money")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flips.map(({ verdictId, judgedAt, before, after, ruleAfter, messages, money }) => (
            <Table.Tr key={verdictId}>
              <Table.Td>
                <Anchor
                  renderRoot={(props) => (
                    <Link to="/verdicts/$verdictId" params={{ verdictId }} {...props} />
                  )}
                >
                  {judgedAt === undefined ? verdictId : format.dateTime(judgedAt)}
                </Anchor>
              </Table.Td>
              <Table.Td data-label={t("change")}>
                {t("fromTo", {
                  before: verdict(`decision_${before}`),
                  after: verdict(`decision_${after}`),
                })}
              </Table.Td>
              <Table.Td data-label={t("rule")}>
                <Text size="sm">{ruleName(ruleAfter)}</Text>
              </Table.Td>
              <Table.Td data-label={t("messages")} className="num">
                {format.number(messages)}
              </Table.Td>
              <Table.Td data-label={t("money")} className="num">
                {money === undefined ? "—" : format.money(money)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}
