import { Group, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { MoreButton } from "../parts/more-button.js";
import { QueryView } from "../parts/query-view.js";
import { orphansQuery, type Orphan } from "./queries.js";
import { RoadCard, RoadTable } from "./road-card.js";

/** Receipts whose message nobody knows: how many, and one by one. */
export function OrphansCard() {
  const t = useTranslations("road");
  const format = useFormat();
  const [givenUp, setGivenUp] = useState(false);
  const query = useInfiniteQuery(orphansQuery(givenUp));
  const orphans = query.data?.pages.flatMap(({ receipts }) => receipts) ?? [];
  const [first] = query.data?.pages ?? [];
  return (
    <RoadCard title={t("orphans")}>
      <QueryView query={query}>
        {() =>
          first === undefined || first.waiting + first.givenUp === 0 ? (
            <Text c="dimmed">{t("noOrphans")}</Text>
          ) : (
            <Stack gap="sm">
              <Group gap="xl">
                <Figure label={t("orphansWaiting")} value={format.number(first.waiting)} />
                <Figure label={t("givenUp")} value={format.number(first.givenUp)} />
                <Figure
                  label={t("oldest")}
                  value={first.oldestAt === undefined ? "—" : format.dateTime(first.oldestAt)}
                />
              </Group>
              <SegmentedControl
                aria-label={t("orphans")}
                data={[
                  { value: "waiting", label: t("orphansWaiting") },
                  { value: "givenUp", label: t("givenUp") },
                ]}
                value={givenUp ? "givenUp" : "waiting"}
                onChange={(word) => setGivenUp(word === "givenUp")}
              />
              {orphans.length > 0 && <OrphanTable orphans={orphans} />}
              <MoreButton query={query} label={t("more")} />
            </Stack>
          )
        }
      </QueryView>
    </RoadCard>
  );
}

function OrphanTable({ orphans }: { readonly orphans: readonly Orphan[] }) {
  const t = useTranslations("road");
  const format = useFormat();
  const timeOf = (time: string | undefined): string =>
    time === undefined ? "—" : format.dateTime(time);
  const heads = [
    t("account"),
    t("operatorId"),
    t("state"),
    t("since"),
    t("attempts"),
    t("nextTry"),
  ];
  return (
    <RoadTable heads={heads}>
      {orphans.map((orphan, row) => (
        // One id may have several receipts, and a repeated one differs in nothing.
        <Table.Tr key={`${row} ${orphan.account} ${orphan.operatorId}`}>
          <Table.Td fw={600}>
            <bdi className="ltr">{orphan.account}</bdi>
          </Table.Td>
          <Table.Td data-label={t("operatorId")}>
            <Text size="sm" className="ltr" ta="start" style={{ overflowWrap: "anywhere" }}>
              {orphan.operatorId}
            </Text>
          </Table.Td>
          <Table.Td data-label={t("state")}>
            <bdi className="ltr">{`${orphan.state} ${orphan.error}`.trim()}</bdi>
          </Table.Td>
          <Table.Td data-label={t("since")} className="num">
            {timeOf(orphan.at)}
          </Table.Td>
          <Table.Td data-label={t("attempts")} className="num">
            {format.number(orphan.tries)}
          </Table.Td>
          <Table.Td data-label={t("nextTry")} className="num">
            {timeOf(orphan.nextTryAt)}
          </Table.Td>
        </Table.Tr>
      ))}
    </RoadTable>
  );
}
