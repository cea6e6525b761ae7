import { Alert, Group, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import type { Money as Amount } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { VerdictPanel } from "../texts-desk/verdict-panel.js";
import { CountBars } from "./count-bars.js";
import { Figure } from "./figure.js";
import { walletQuery, type Campaign, type Forecast } from "./queries.js";
import { WindowFacts } from "./window-facts.js";
import { useSpan } from "./use-span.js";
import { Scrollable } from "../parts/scrollable.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** What a dry run found: who stays, who falls away and why, money per operator, time, and the verdict. */
export function ForecastCard({ campaign }: { readonly campaign: Campaign }) {
  const t = useTranslations("compose");
  const words = useProblemWords();
  const { forecast, refusal, verdictId, state } = campaign;
  return (
    <Stack aria-live="polite">
      {refusal !== undefined && (
        <Alert color={state === "held" ? "yellow" : "red"} title={words.ofFinding(refusal).rule}>
          {words.ofFinding(refusal).remedy}
        </Alert>
      )}
      {forecast !== undefined && <Numbers forecast={forecast} />}
      {forecast !== undefined && (
        <CountBars
          title={t("dropped")}
          counts={forecast.dropped}
          words="drop"
          none={t("nobodyDropped")}
        />
      )}
      {forecast?.quote !== undefined && <Money forecast={forecast} />}
      {campaign.window !== undefined && <WindowFacts window={campaign.window} />}
      {verdictId !== undefined && <VerdictPanel verdictId={verdictId} />}
    </Stack>
  );
}

function Numbers({ forecast }: { readonly forecast: Forecast }) {
  const t = useTranslations("compose");
  const format = useFormat();
  const span = useSpan();
  const total = forecast.quote?.total;
  const parts = forecast.counts.reduce(
    (sum, { segments, messages }) => sum + segments * messages,
    0,
  );
  return (
    <SimpleGrid cols={2} spacing="xs">
      <Figure label={t("recipients")} value={format.number(forecast.recipientsKept)} />
      <Figure label={t("partsToSend")} value={format.number(parts)} />
      <Figure label={t("cost")} value={total === undefined ? "—" : format.money(total)} />
      <Figure label={t("takes")} value={span(forecast.durationSeconds)} />
    </SimpleGrid>
  );
}

function Money({ forecast }: { readonly forecast: Forecast }) {
  const t = useTranslations("compose");
  const cost = useTranslations("cost");
  const operatorName = useOperatorName();
  const format = useFormat();
  const wallet = useQuery(walletQuery);
  const lines = forecast.quote?.lines ?? [];
  const total = forecast.quote?.total;
  const available = wallet.data?.available;
  const { expected, discount } = forecast.quote ?? {};
  const short =
    total !== undefined && available !== undefined && BigInt(available.minor) < BigInt(total.minor);
  return (
    <>
      <Scrollable>
        <Table verticalSpacing={6} horizontalSpacing={6} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("operator")}</Table.Th>
              <Table.Th>{t("partsWord")}</Table.Th>
              <Table.Th>{t("each")}</Table.Th>
              <Table.Th>{t("amount")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map(({ operator, alphabet, parts, perPart, amount }) => (
              <Table.Tr key={`${operator}-${alphabet}`}>
                <Table.Td>
                  <bdi>{operatorName(operator)}</bdi>
                </Table.Td>
                <Table.Td className="num">{format.number(parts)}</Table.Td>
                <Table.Td className="num">
                  {perPart === undefined ? "—" : format.money(perPart)}
                </Table.Td>
                <Table.Td className="num">
                  {amount === undefined ? "—" : format.money(amount)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
      {expected !== undefined && expected.minor !== total?.minor && (
        <MoneyLine label={cost("ifNow")} amount={expected} />
      )}
      {discount?.amount !== undefined && discount.percent > 0 && (
        <div>
          <MoneyLine
            label={cost("discount", { percent: format.number(discount.percent) })}
            amount={discount.amount}
          />
          <Text size="xs" c="dimmed">
            {discount.mode === "postpaid" ? cost("discountPostpaid") : cost("discountPrepaid")}
          </Text>
        </div>
      )}
      {available !== undefined && (
        <Group justify="space-between">
          <Text size="sm">{t("inWallet")}</Text>
          <Text size="sm" fw={600} className="num" {...(short && { c: "red.9" })}>
            {format.money(available)}
          </Text>
        </Group>
      )}
      {short && (
        <Text size="sm" c="red.9">
          {t("walletShort")}
        </Text>
      )}
    </>
  );
}

function MoneyLine({ label, amount }: { readonly label: string; readonly amount: Amount }) {
  const format = useFormat();
  return (
    <Group justify="space-between">
      <Text size="sm">{label}</Text>
      <Text size="sm" className="num">
        {format.money(amount)}
      </Text>
    </Group>
  );
}
