import { Anchor, Box, Table, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Hash, Search } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { toLatinDigits } from "../../language/formats.js";
import { useFormat } from "../../language/use-format.js";
import { Empty } from "../../parts/empty.js";
import { Page } from "../../parts/page.js";
import { QueryView } from "../../parts/query-view.js";
import { StateBadge } from "../../parts/state-badge.js";
import { DeskTabs } from "../desk-tabs.js";
import { deskLinesQuery, type Line } from "../queries.js";
import { usePackNames } from "../../pack/use-pack-names.js";
import css from "../../parts/stacked-table.module.css";

/** Every line of the provider, as operations see them. */
export function DeskLinesPage() {
  const t = useTranslations("deskLine");
  const shell = useTranslations("shell");
  const query = useQuery(deskLinesQuery);
  const [sought, seek] = useState("");
  const wanted = toLatinDigits(sought.trim()).toLowerCase();
  return (
    <Page title={shell("navDesk")}>
      <DeskTabs />
      <QueryView query={query}>
        {(lines) =>
          lines.length === 0 ? (
            <Empty icon={Hash} title={t("noLines")} />
          ) : (
            <>
              <TextInput
                aria-label={t("search")}
                placeholder={t("search")}
                leftSection={<Search size={17} aria-hidden />}
                maw={340}
                value={sought}
                onChange={({ currentTarget: { value } }) => seek(value)}
              />
              <LineTable
                lines={lines.filter(({ number }) => number.toLowerCase().includes(wanted))}
              />
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

function LineTable({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTranslations("deskLine");
  const desk = useTranslations("desk");
  const format = useFormat();
  const names = usePackNames();
  return (
    <Box style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={desk("lines")}>
      <Table className={css["stacked"] ?? ""} highlightOnHover miw={760}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{desk("sender")}</Table.Th>
            <Table.Th>{t("type")}</Table.Th>
            <Table.Th>{t("status")}</Table.Th>
            <Table.Th>{t("renewsOn")}</Table.Th>
            <Table.Th>{t("customerList")}</Table.Th>
            <Table.Th>{t("complaints")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <Table.Tr key={line.lineId}>
              <Table.Td>
                <Anchor
                  fw={600}
                  renderRoot={(props) => (
                    <Link to="/desk/lines/$lineId" params={{ lineId: line.lineId }} {...props} />
                  )}
                >
                  <bdi className="ltr">{format.digits(line.number)}</bdi>
                </Anchor>
                <Text size="xs" c="dimmed">
                  {names.family(line.family)}
                </Text>
              </Table.Td>
              <Table.Td data-label={t("type")}>
                <StateBadge state={line.type} />
              </Table.Td>
              <Table.Td data-label={t("status")}>
                <StateBadge state={line.status} />
              </Table.Td>
              <Table.Td data-label={t("renewsOn")}>
                {line.renewsOn === undefined ? "—" : format.date(`${line.renewsOn}T12:00:00Z`)}
              </Table.Td>
              <Table.Td data-label={t("customerList")}>
                {line.listRefresh === undefined ? (
                  "—"
                ) : (
                  <StateBadge state={line.listRefresh.state} />
                )}
              </Table.Td>
              <Table.Td data-label={t("complaints")} className="num">
                {format.number(line.complaints)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
