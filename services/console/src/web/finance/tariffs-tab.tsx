import { Anchor, Badge, Card, Group, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, ReceiptText } from "lucide-react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { CreditPricesCard } from "./credit-prices-card.js";
import { ProposalsCard } from "./proposals-card.js";
import { draftsQuery, type Draft } from "./queries.js";
import { useCustomerNames } from "./use-customer-names.js";
import { financeTexts } from "./texts.js";
import { Scrollable } from "../parts/scrollable.js";

/** The provider's own price lists: drafts, those that wait for their day, those in force and those that were; and what a credit costs. */
export function TariffsTab() {
  const t = useTranslations("finance");
  const drafts = useQuery(draftsQuery);
  const add = (
    <LinkButton to="/finance/tariffs/new" leftSection={<Plus size={17} aria-hidden />}>
      {t("newList")}
    </LinkButton>
  );
  return (
    <Stack>
      <QueryView query={drafts}>
        {(all) => (
          <Card p={all.length === 0 ? "lg" : 0}>
            {all.length === 0 ? (
              <Empty icon={ReceiptText} title={t("noLists")} text={t("noListsText")} action={add} />
            ) : (
              <>
                <DraftTable drafts={all} />
                <div style={{ padding: "var(--mantine-spacing-md)" }}>{add}</div>
              </>
            )}
          </Card>
        )}
      </QueryView>
      <ProposalsCard only="credit_price" />
      <CreditPricesCard />
    </Stack>
  );
}

const colours: Readonly<Record<string, string>> = {
  draft: "orange",
  scheduled: "blue",
  in_force: "green",
};

/** Where a price list stands. */
export function DraftBadge({ status }: { readonly status: string }) {
  const t = useTranslations("finance");
  const key = `list_${status}`;
  return (
    <Badge color={colours[status] ?? "gray"}>{hasText(financeTexts, key) ? t(key) : status}</Badge>
  );
}

function DraftTable({ drafts }: { readonly drafts: readonly Draft[] }) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const tariff = useTranslations("tariff");
  const format = useFormat();
  const dayOf = (day: string | undefined) =>
    day === undefined ? "—" : format.date(`${day}T12:00:00Z`);
  const nameOf = useCustomerNames(drafts.map(({ tenantId = "" }) => tenantId));
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={640} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{tariff("list")}</Table.Th>
            <Table.Th>{tariff("group")}</Table.Th>
            <Table.Th>{money("standing")}</Table.Th>
            <Table.Th>{t("from")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {drafts.map(({ tariffId, description, tenantId, group, status, pending, ...list }) => (
            <Table.Tr key={tariffId}>
              <Table.Td>
                <Anchor
                  fw={600}
                  size="sm"
                  renderRoot={(props) => (
                    <Link to="/finance/tariffs/$tariffId" params={{ tariffId }} {...props} />
                  )}
                >
                  <bdi>{description === "" ? tariffId : description}</bdi>
                </Anchor>
                <Text size="xs" className="ltr code">
                  {tariffId}
                </Text>
                {tenantId !== undefined && (
                  <Text size="xs">
                    {t("onlyFor")}: <bdi>{nameOf(tenantId)}</bdi>
                  </Text>
                )}
              </Table.Td>
              <Table.Td data-label={tariff("group")}>
                {group === undefined ? tariff("everyGroup") : format.digits(group)}
              </Table.Td>
              <Table.Td data-label={money("standing")}>
                <Group gap={6}>
                  <DraftBadge status={status} />
                  {pending !== undefined && <Badge color="orange">{t("secondAwaited")}</Badge>}
                </Group>
              </Table.Td>
              <Table.Td data-label={t("from")} className="num">
                {dayOf(pending?.effectiveFrom ?? list.effectiveFrom)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}
