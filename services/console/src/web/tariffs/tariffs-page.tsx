import {
  Alert,
  Badge,
  Card,
  Group,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { ReceiptText } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { isCredit, toLatinDigits } from "../language/formats.js";
import { languageTraits, type Language } from "../language/languages.js";
import { useLanguage } from "../language/language-provider.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import { providersQuery } from "../visitors/queries.js";
import { VisitorFrame } from "../visitors/visitor-frame.js";
import { CountCard } from "./count-card.js";
import { DiscountCard, FeeCard } from "./fee-card.js";
import { operatorsOf, OTHERS, scriptsOf } from "./price-cells.js";
import { onlyOthers } from "./price-rows.js";
import { PriceTable } from "./price-table.js";
import { tariffsQuery, type PriceLists } from "./queries.js";
import { useListNames } from "./use-list-name.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** What it costs, for whoever comes by [001 · Footer; 003 · Price comparison; 004 · Policy]. */
export function TariffsPage() {
  const t = useTranslations("tariff");
  const visitor = useTranslations("visitor");
  const { language } = useLanguage();
  const providers = useQuery(providersQuery);
  const { market, provider = "" } = useSearch({ from: "/tariffs" });
  return (
    <VisitorFrame title={t("title")} lead={t("lead")}>
      <QueryView query={providers} rows={2}>
        {(all) => {
          const markets = [...new Set(all.map((each) => each.market))];
          const chosen = market ?? ownMarket(language, markets);
          return chosen === undefined ? (
            <Text>{visitor("noProvider")}</Text>
          ) : (
            <Stack>
              <Choice
                markets={markets}
                market={chosen}
                provider={provider}
                providers={all.filter((each) => each.market === chosen)}
              />
              <Lists key={`${chosen} ${provider}`} market={chosen} provider={provider} />
            </Stack>
          );
        }}
      </QueryView>
    </VisitorFrame>
  );
}

/** The market whose language is read, or the first there is. */
function ownMarket(language: Language, markets: readonly string[]): string | undefined {
  const region = new Intl.Locale(languageTraits[language].locale).region;
  return markets.find((market) => market === region) ?? markets[0];
}

function Choice({
  markets,
  market,
  provider,
  providers,
}: {
  readonly markets: readonly string[];
  readonly market: string;
  readonly provider: string;
  readonly providers: readonly { readonly providerId: string; readonly name: string }[];
}) {
  const t = useTranslations("tariff");
  const names = useListNames();
  const navigate = useNavigate();
  return (
    <Card>
      <Group align="flex-end">
        <SegmentedControl
          aria-label={t("market")}
          data={markets.map((code) => ({ value: code, label: names.market(code) }))}
          value={market}
          onChange={(word) => void navigate({ to: "/tariffs", search: { market: word } })}
        />
        {providers.length > 1 && (
          <Select
            label={t("provider")}
            allowDeselect={false}
            data={[
              { value: "", label: t("everyProvider") },
              ...providers.map(({ providerId, name }) => ({ value: providerId, label: name })),
            ]}
            value={provider}
            onChange={(chosen) =>
              void navigate({
                to: "/tariffs",
                search: { market, ...(chosen !== null && chosen !== "" && { provider: chosen }) },
              })
            }
          />
        )}
      </Group>
    </Card>
  );
}

function Lists({ market, provider }: { readonly market: string; readonly provider: string }) {
  const t = useTranslations("tariff");
  const query = useQuery(tariffsQuery(market, provider));
  return (
    <QueryView query={query} rows={6}>
      {(lists) =>
        lists.tariffs.length === 0 ? (
          <Card>
            <Empty icon={ReceiptText} title={t("noList")} text={t("noListText")} />
          </Card>
        ) : (
          <Comparison lists={lists} />
        )
      }
    </QueryView>
  );
}

const MOST_PARTS = 1_000_000_000;
const ALL = "*";

function Comparison({ lists }: { readonly lists: PriceLists }) {
  const t = useTranslations("tariff");
  const operatorName = useOperatorName();
  const format = useFormat();
  const names = useListNames();
  const [typed, setTyped] = useState("");
  const [script, setScript] = useState(ALL);
  const [group, setGroup] = useState(ALL);
  const [operator, setOperator] = useState(ALL);
  const { tariffs, fees, discounts, effectiveFrom, segmentTables, creditPrices } = lists;
  const scripts = scriptsOf(tariffs);
  const operators = operatorsOf(tariffs);
  const parts = partsOf(typed);
  const groups = [...new Set(tariffs.flatMap((list) => list.group ?? []))];
  const shown = tariffs.filter((list) => group === ALL || list.group === group);
  const sources = [...new Set(tariffs.map(({ source }) => source))];
  return (
    <Stack>
      {tariffs.some(({ status }) => status === "example") && (
        <Alert color="yellow">{t("exampleHint")}</Alert>
      )}
      {tariffs.some(inCredits) && (
        <Alert>
          {t("credits")}
          <CreditPrices prices={creditPrices} />
        </Alert>
      )}
      <Group align="flex-start">
        <TextInput
          label={t("parts")}
          description={t("partsHint")}
          inputMode="numeric"
          value={typed}
          onChange={({ currentTarget: { value } }) => setTyped(value)}
          error={parts === undefined && t("partsInvalid")}
        />
        {!onlyOthers(scripts) && (
          <Select
            label={t("script")}
            description={"\u00a0"}
            allowDeselect={false}
            data={[
              { value: ALL, label: t("everyScript") },
              ...scripts.map((word) => ({ value: word, label: names.script(word) })),
            ]}
            value={script}
            onChange={(chosen) => setScript(chosen ?? ALL)}
          />
        )}
        {operators.length > 1 && (
          <Select
            label={t("operator")}
            description={"\u00a0"}
            allowDeselect={false}
            data={[
              { value: ALL, label: t("everyOperator") },
              ...operators.map((word) => ({
                value: word,
                label: word === OTHERS ? t("otherOperators") : operatorName(word),
              })),
            ]}
            value={operator}
            onChange={(chosen) => setOperator(chosen ?? ALL)}
          />
        )}
        {groups.length > 1 && (
          <Select
            label={t("group")}
            description={"\u00a0"}
            allowDeselect={false}
            data={[
              { value: ALL, label: t("everyGroup") },
              ...groups.map((word) => ({ value: word, label: format.digits(word) })),
            ]}
            value={group}
            onChange={(chosen) => setGroup(chosen ?? ALL)}
          />
        )}
      </Group>
      <PriceTable
        lists={shown}
        operators={operator === ALL ? operators : [operator]}
        scripts={script === ALL ? scripts : [script]}
        parts={parts ?? 0}
      />
      {tariffs.some(({ status, note }) => status === "printed" && note !== undefined) && (
        <Text size="sm">{t("reference", { year: format.digits(effectiveFrom.slice(0, 4)) })}</Text>
      )}
      <Group gap="md">
        {sources.map((source) => (
          <SourceNote key={source} source={source} />
        ))}
      </Group>
      <CountCard tables={segmentTables} isCredit={tariffs.some(inCredits)} />
      <FeeCard fees={fees} />
      <DiscountCard discounts={discounts} />
    </Stack>
  );
}

/** What a credit costs, where its provider says so or an example stands in. */
function CreditPrices({ prices }: { readonly prices: PriceLists["creditPrices"] }) {
  const t = useTranslations("tariff");
  const format = useFormat();
  return prices.map(({ providerId, perCredit, status, effectiveFrom }) =>
    perCredit === undefined ? null : (
      <Group key={providerId} gap="xs" mt={6}>
        <Text size="sm" fw={600}>
          {t("perCredit", { amount: format.money(perCredit) })}
        </Text>
        {status === "example" && <Badge color="yellow">{t("example")}</Badge>}
        {effectiveFrom !== undefined && (
          <Text size="sm">{t("since", { day: format.date(`${effectiveFrom}T12:00:00Z`) })}</Text>
        )}
      </Group>
    ),
  );
}

function inCredits({ tiers }: PriceLists["tariffs"][number]): boolean {
  return tiers.some(({ prices }) =>
    prices.some(({ perPart }) => perPart !== undefined && isCredit(perPart.currency)),
  );
}

/** 0 where nothing is typed, undefined where it is no number of parts. */
function partsOf(typed: string): number | undefined {
  const digits = toLatinDigits(typed).replace(/[\s.,٬]/g, "");
  if (digits === "") return 0;
  const parts = /^\d{1,10}$/.test(digits) ? Number(digits) : 0;
  return parts >= 1 && parts <= MOST_PARTS ? parts : undefined;
}
