import { Card, Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Wallet } from "lucide-react";
import { useTranslations } from "use-intl";

import type { Money } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { MoreButton } from "../parts/more-button.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { movementsOf, type Movement } from "./movements.js";
import { entriesQuery } from "./queries.js";
import { useSubjectName } from "./use-subject-name.js";
import { Scrollable } from "../parts/scrollable.js";

/** Every movement with its cause in words. */
export function EntriesCard() {
  const t = useTranslations("money");
  const query = useInfiniteQuery(entriesQuery);
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Card component="section" p={0}>
      <Title order={2} size="h4" p="lg" pb={0}>
        {t("entries")}
      </Title>
      <QueryView query={query}>
        {() =>
          entries.length === 0 ? (
            <Empty icon={Wallet} title={t("noEntries")} text={t("noEntriesText")} />
          ) : (
            <Stack gap="xs" pb="md">
              <MovementTable movements={movementsOf(entries).filter(movesMoney)} />
              <MoreButton query={query} label={t("older")} />
            </Stack>
          )
        }
      </QueryView>
    </Card>
  );
}

/** A fee that is raised changes what is owed, which the wallet shows apart. */
function movesMoney({ available, held }: Movement): boolean {
  return available !== undefined || held !== undefined;
}

function MovementTable({ movements }: { readonly movements: readonly Movement[] }) {
  const t = useTranslations("money");
  const format = useFormat();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("cause")}</Table.Th>
            <Table.Th>{t("at")}</Table.Th>
            <Table.Th>{t("available")}</Table.Th>
            <Table.Th>{t("held")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {movements.map(({ cause, kind, subject, at, available, held }) => (
            <Table.Tr key={cause}>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {t(`kind_${kind}`)}
                </Text>
                <Subject subject={subject} />
              </Table.Td>
              <Table.Td data-label={t("at")} className="num" style={{ whiteSpace: "nowrap" }}>
                {at === undefined ? "—" : format.dateTime(at)}
              </Table.Td>
              <Table.Td data-label={t("available")}>
                <Change amount={available} />
              </Table.Td>
              <Table.Td data-label={t("held")}>
                <Change amount={held} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

/** What caused it, by name where it has one. */
function Subject({ subject }: { readonly subject: string }) {
  const name = useSubjectName()(subject);
  return name === "" ? null : (
    <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
      <bdi>{name}</bdi>
    </Text>
  );
}

function Change({ amount }: { readonly amount: Money | undefined }) {
  const format = useFormat();
  if (amount === undefined) return null;
  const into = !amount.minor.startsWith("-");
  return (
    <Text
      size="sm"
      className="num"
      style={{ whiteSpace: "nowrap" }}
      {...(into && { c: "var(--mantine-color-green-light-color)" })}
    >
      {format.money(amount)}
    </Text>
  );
}
