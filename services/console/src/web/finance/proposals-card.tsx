import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { deskLinesQuery } from "../desk/queries.js";
import { usePeople } from "../desk/use-people.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { useCharged } from "./charged.js";
import { proposalsQuery, type Proposal } from "./queries.js";
import { useCustomerNames } from "./use-customer-names.js";
import { useTariffChoices } from "./use-tariff-choices.js";

/**
 * What one person of finance proposed and a second one has to want as well; nothing while none waits.
 * @param only what is shown; none: everything.
 */
export function ProposalsCard({ only }: { readonly only?: Proposal["kind"] }) {
  const t = useTranslations("finance");
  const { data: all = [] } = useQuery({ ...proposalsQuery, refetchInterval: 15_000 });
  const waiting = all.filter(({ kind }) => only === undefined || kind === only);
  const nameOf = useCustomerNames(waiting.map(({ tenantId = "" }) => tenantId));
  if (waiting.length === 0) return null;
  return (
    <Card component="section" aria-label={t("proposals")}>
      <Stack>
        <Group gap="xs">
          <Title order={2} size="h4">
            {t("proposals")}
          </Title>
          <Badge variant="light">{waiting.length}</Badge>
        </Group>
        {waiting.map((each) => (
          <Waiting
            key={each.proposalId}
            proposal={each}
            customer={each.tenantId === undefined ? t("everyCustomer") : nameOf(each.tenantId)}
          />
        ))}
      </Stack>
    </Card>
  );
}

/** Proposed by one person: another one agrees, either of them takes it back. */
function Waiting({
  proposal: { proposalId, kind, before, after, reference, by, at },
  customer,
}: {
  readonly proposal: Proposal;
  readonly customer: string;
}) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const format = useFormat();
  const queries = useQueryClient();
  const { nameOf, isMe } = usePeople();
  const changes = useChanges();
  const again = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["proposals"] }),
      queries.invalidateQueries({ queryKey: ["customers"] }),
      queries.invalidateQueries({ queryKey: ["credit-prices"] }),
      queries.invalidateQueries({ queryKey: ["tariffs"] }),
    ]);
  const path = { params: { path: { id: proposalId } } };
  const agree = useMutation({
    mutationFn: async () => bodyOf(await api.POST("/v1/proposals/{id}/approval", path)),
    onSuccess: again,
  });
  const withdraw = useMutation({
    mutationFn: () => api.DELETE("/v1/proposals/{id}", path),
    onSuccess: again,
  });
  return (
    <Stack gap={6}>
      <Text fw={600}>
        <bdi>{customer}</bdi> · {t(titles[kind])}
      </Text>
      {changes(before, after).map(({ label, was, is }) => (
        <Text size="sm" key={label}>
          {label}: {t("valueBefore")} <bdi>{was}</bdi>
          {common("comma")}
          {t("valueAfter")}{" "}
          <strong>
            <bdi>{is}</bdi>
          </strong>
        </Text>
      ))}
      {kind === "price_group" && <Covered by={after} />}
      {kind === "credit_price" && (
        <>
          <Text size="sm">
            {t("holdFrom")}: {format.date(`${after["effective_from"] ?? ""}T12:00:00Z`)}
          </Text>
          {reference !== undefined && (
            <Text size="sm">
              {t("creditPriceReference")}: <bdi>{reference}</bdi>
            </Text>
          )}
        </>
      )}
      <Text size="xs" c="dimmed">
        {t("termsProposed", { who: nameOf(by) })}
        {at !== undefined && ` (${format.dateTime(at)})`}
      </Text>
      {isMe(by) && <Text size="sm">{t("anotherAgrees")}</Text>}
      <ProblemAlert error={agree.error ?? withdraw.error} />
      <Group gap="xs">
        {!isMe(by) && (
          <Button size="compact-sm" loading={agree.isPending} onClick={() => agree.mutate()}>
            {t("agree")}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          {t("takeBack")}
        </Button>
      </Group>
    </Stack>
  );
}

const titles = {
  terms: "terms",
  price_group: "priceGroups",
  credit_price: "creditPrices",
} as const;

/** Which messages of the customer a price group is for. */
function Covered({ by }: { readonly by: Fields }) {
  const t = useTranslations("finance");
  const format = useFormat();
  const purposes = useTariffChoices()?.purposes ?? [];
  const { data: lines = [] } = useQuery(deskLinesQuery);
  const { line: lineId = "", purpose = "" } = by;
  const number = lines.find((line) => line.lineId === lineId)?.number ?? lineId;
  const meant = purposes.find(({ value }) => value === purpose)?.label ?? purpose;
  return (
    <>
      <Text size="sm">
        {t("sender")}: <bdi>{lineId === "" ? t("everySender") : format.digits(number)}</bdi>
      </Text>
      <Text size="sm">
        {t("purpose")}: <bdi>{purpose === "" ? t("everyPurpose") : meant}</bdi>
      </Text>
    </>
  );
}

type Fields = Proposal["after"];
type Change = { readonly label: string; readonly was: string; readonly is: string };

/** What differs, in words: how a customer pays, its limit, what is charged; or its price group; or what a credit costs. */
function useChanges(): (before: Fields, after: Fields) => readonly Change[] {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const tariff = useTranslations("tariff");
  const format = useFormat();
  const charged = useCharged();
  const modeOf = (word = "") => (word === "postpaid" ? money("postpaid") : money("prepaid"));
  const groupOf = (word = "") => (word === "" ? t("ordinary") : format.digits(word));
  return (before, after) => {
    const currency = after["currency"] ?? "";
    const amountOf = (minor = "0") => format.money({ currency, minor });
    const priceOf = (minor = "") => (minor === "" ? t("asEverybody") : amountOf(minor));
    const row = (name: string, label: string, wordOf: (word?: string) => string) =>
      after[name] === undefined || after[name] === before[name]
        ? []
        : [{ label, was: wordOf(before[name]), is: wordOf(after[name]) }];
    return [
      ...row("mode", t("terms"), modeOf),
      ...row("limit", money("limit"), amountOf),
      ...row("pays_for", t("charged"), charged),
      ...row("group", tariff("group"), groupOf),
      ...row("per_credit", t("perCredit"), priceOf),
    ];
  };
}
