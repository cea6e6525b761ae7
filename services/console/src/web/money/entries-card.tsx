import { Card, Stack, Table, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Wallet } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import type { Money } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { MoreButton } from "../parts/more-button.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { foldedByDay, movementsOf, type Movement, type MovementLine } from "./movements.js";
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
            <Table.Th className="sum">{t("available")}</Table.Th>
            <Table.Th className="sum">{t("held")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {foldedByDay(movements, format.date).map((line) => (
            <Line key={line.cause} line={line} />
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

/** A movement, or those of a day's chunks together, which can be opened. */
function Line({ line }: { readonly line: MovementLine }) {
  const t = useTranslations("money");
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const { within } = line;
  if (within.length === 0) return <MovementRow movement={line} />;
  return (
    <>
      <MovementRow
        movement={line}
        more={
          <button
            type="button"
            className="plain-link"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {t("movementsTogether", { count: format.number(within.length) })}
          </button>
        }
      />
      {isOpen && within.map((each) => <MovementRow key={each.cause} movement={each} />)}
    </>
  );
}

function MovementRow({
  movement: { kind, subject, at, available, held },
  more,
}: {
  readonly movement: Movement;
  readonly more?: ReactNode;
}) {
  const t = useTranslations("money");
  const format = useFormat();
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {t(`kind_${kind}`)}
        </Text>
        {more ?? <Subject subject={subject} />}
      </Table.Td>
      <Table.Td data-label={t("at")} className="num" style={{ whiteSpace: "nowrap" }}>
        {at === undefined ? "—" : more === undefined ? format.dateTime(at) : format.date(at)}
      </Table.Td>
      <Table.Td data-label={t("available")} className="sum">
        <Change amount={available} />
      </Table.Td>
      <Table.Td data-label={t("held")} className="sum">
        <Change amount={held} />
      </Table.Td>
    </Table.Tr>
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
