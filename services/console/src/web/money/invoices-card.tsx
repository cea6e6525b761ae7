import { Badge, Card, Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { MoreButton } from "../parts/more-button.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { PaperButtons } from "./paper-buttons.js";
import { invoicesQuery, type Invoice } from "./queries.js";
import { Scrollable } from "../parts/scrollable.js";

/** One's own invoices and the notes that correct them. */
export function InvoicesCard() {
  const t = useTranslations("money");
  const query = useInfiniteQuery(invoicesQuery());
  const invoices = query.data?.pages.flatMap((page) => page.invoices) ?? [];
  return (
    <Card component="section" p={0}>
      <Title order={2} size="h4" p="lg" pb={0}>
        {t("invoices")}
      </Title>
      <QueryView query={query}>
        {() =>
          invoices.length === 0 ? (
            <Empty icon={FileText} title={t("noInvoices")} text={t("noInvoicesText")} />
          ) : (
            <Stack gap="xs" pb="sm">
              <InvoiceTable invoices={invoices} />
              <MoreButton query={query} label={t("more")} />
            </Stack>
          )
        }
      </QueryView>
    </Card>
  );
}

function InvoiceTable({ invoices }: { readonly invoices: readonly Invoice[] }) {
  const t = useTranslations("money");
  const format = useFormat();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("number")}</Table.Th>
            <Table.Th>{t("month")}</Table.Th>
            <Table.Th className="sum">{t("total")}</Table.Th>
            <Table.Th>{t("file")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {invoices.map((invoice) => (
            <Table.Tr key={invoice.number}>
              <Table.Td>
                <InvoiceNumber invoice={invoice} />
              </Table.Td>
              <Table.Td data-label={t("month")}>{format.month(invoice.month)}</Table.Td>
              <Table.Td data-label={t("total")} className="num sum">
                {invoice.total === undefined ? "—" : format.money(invoice.total)}
              </Table.Td>
              <Table.Td data-label={t("file")}>
                <PaperButtons
                  path={`/v1/invoices/${invoice.number}/file`}
                  name={invoice.number}
                  about={invoice.number}
                  compact
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

/** Its number, what kind of paper it is, and which invoice a note corrects. */
export function InvoiceNumber({ invoice }: { readonly invoice: Invoice }) {
  const t = useTranslations("money");
  const format = useFormat();
  const { number, kind, corrects, replaces, payable } = invoice;
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm" fw={600} className="ltr num">
        {number}
      </Text>
      {kind === "credit_note" && <Badge color="orange">{t("creditNote")}</Badge>}
      {corrects !== undefined && (
        <Text size="xs">
          {t("corrects")}: <span className="ltr num">{corrects}</span>
        </Text>
      )}
      {replaces !== undefined && (
        <Text size="xs">
          {t("replaces")}: <span className="ltr num">{replaces}</span>
        </Text>
      )}
      {payable !== undefined && payable.minor !== "0" && (
        <Text size="xs">
          {t("payable")}: {format.money(payable)}
        </Text>
      )}
    </Stack>
  );
}
