import { Alert, Button, Card, Group, Modal, Select, Stack, Table, Textarea } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { toMinor } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { InvoiceNumber } from "../money/invoices-card.js";
import { MoneyField } from "../money/money-field.js";
import { lastMonths } from "../money/months.js";
import { PaperButtons } from "../money/paper-buttons.js";
import { invoicesQuery, type Invoice } from "../money/queries.js";
import { Empty } from "../parts/empty.js";
import { MoreButton } from "../parts/more-button.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { Scrollable } from "../parts/scrollable.js";
import { LackingAlert } from "./lacking-alert.js";
import { RefusedMonths } from "./refused-months.js";
import { SellerCard } from "./seller-card.js";
import { useCustomerNames } from "./use-customer-names.js";

const SHOWN_MONTHS = 24;

/** The invoices of a month: issued once it is over, corrected by notes, never changed. */
export function FinanceInvoicesTab() {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const format = useFormat();
  const months = lastMonths(new Date(), SHOWN_MONTHS);
  const [month, setMonth] = useState(months[1] ?? "");
  // Each reading stands in the customers' trail: it is read anew when something was issued, not when the window is looked at.
  const query = useInfiniteQuery({
    ...invoicesQuery(month),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const invoices = query.data?.pages.flatMap((page) => page.invoices) ?? [];
  return (
    <Stack>
      <Card>
        <Stack gap="sm">
          <Group align="flex-end">
            <Select
              label={money("month")}
              allowDeselect={false}
              data={months.map((word) => ({ value: word, label: format.month(word) }))}
              value={month}
              onChange={(word) => setMonth(word ?? month)}
            />
            <IssueButton key={month} month={month} />
          </Group>
        </Stack>
      </Card>
      <LackingAlert invoices={invoices} />
      <QueryView query={query}>
        {() => (
          <Card p={invoices.length === 0 ? "lg" : 0}>
            {invoices.length === 0 ? (
              <Empty icon={FileText} title={t("noInvoices")} text={t("noInvoicesText")} />
            ) : (
              <InvoiceTable invoices={invoices} />
            )}
            <MoreButton query={query} label={money("more")} />
          </Card>
        )}
      </QueryView>
      <SellerCard />
    </Stack>
  );
}

function IssueButton({ month }: { readonly month: string }) {
  const t = useTranslations("finance");
  const queries = useQueryClient();
  const issue = useMutation({
    mutationFn: async () => bodyOf(await api.POST("/v1/invoices", { body: { month } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invoices"] }),
  });
  return (
    <Stack gap="xs">
      <Group>
        <Button loading={issue.isPending} onClick={() => issue.mutate()}>
          {t("issue")}
        </Button>
      </Group>
      <ProblemAlert error={issue.error} />
      {issue.data !== undefined && (
        <Alert color={issue.data.refused.length === 0 ? "green" : "red"} role="status">
          {t("issued", { count: issue.data.issued })}
          <RefusedMonths refused={issue.data.refused} />
        </Alert>
      )}
    </Stack>
  );
}

function InvoiceTable({ invoices }: { readonly invoices: readonly Invoice[] }) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const format = useFormat();
  const nameOf = useCustomerNames(invoices.map(({ tenantId }) => tenantId));
  const [corrected, setCorrected] = useState<Invoice>();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{money("number")}</Table.Th>
            <Table.Th>{money("customer")}</Table.Th>
            <Table.Th className="sum">{t("net")}</Table.Th>
            <Table.Th className="sum">{t("tax")}</Table.Th>
            <Table.Th className="sum">{money("total")}</Table.Th>
            <Table.Th>{money("file")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {invoices.map((invoice) => (
            <Table.Tr key={invoice.number}>
              <Table.Td>
                <InvoiceNumber invoice={invoice} />
              </Table.Td>
              <Table.Td data-label={money("customer")}>
                <bdi>{nameOf(invoice.tenantId)}</bdi>
              </Table.Td>
              {(["net", "tax", "total"] as const).map((name) => {
                const amount = invoice[name];
                return (
                  <Table.Td
                    key={name}
                    data-label={name === "total" ? money("total") : t(name)}
                    className="num sum"
                  >
                    {amount === undefined ? "—" : format.money(amount)}
                  </Table.Td>
                );
              })}
              <Table.Td data-label={money("file")}>
                <Stack gap={6} align="flex-start">
                  <PaperButtons
                    path={`/v1/invoices/${invoice.number}/file`}
                    name={invoice.number}
                    about={invoice.number}
                    compact
                  />
                  {invoice.kind === "invoice" && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={`${t("giveBack")}: ${invoice.number}`}
                      onClick={() => setCorrected(invoice)}
                    >
                      {t("giveBack")}
                    </Button>
                  )}
                </Stack>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {corrected !== undefined && (
        <CreditNoteWindow invoice={corrected} onClose={() => setCorrected(undefined)} />
      )}
    </Scrollable>
  );
}

function CreditNoteWindow({
  invoice: { number, total },
  onClose,
}: {
  readonly invoice: Invoice;
  readonly onClose: () => void;
}) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const currency = total?.currency ?? "IRR";
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const minor = toMinor(typed, currency);
  const give = useMutation({
    mutationFn: async (amount: string) =>
      bodyOf(
        await api.POST("/v1/invoices/{number}/credit-notes", {
          params: { path: { number }, header: { "idempotency-key": `${key}-${amount}` } },
          body: { amount: { currency, minor: amount }, reason: reason.trim() },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["invoices"] });
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${t("giveBack")} · ${number}`}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (minor !== undefined) give.mutate(minor);
        }}
      >
        <Stack>
          <Alert>{t("noteHint")}</Alert>
          <MoneyField
            label={money("amount")}
            currency={currency}
            value={typed}
            onChange={setTyped}
          />
          <Textarea
            label={t("reason")}
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
          <ProblemAlert error={give.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button
              type="submit"
              loading={give.isPending}
              disabled={minor === undefined || minor === "0" || reason.trim() === ""}
            >
              {t("issueNote")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
