import { Button, Group, SegmentedControl, Select, Stack, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Inbox, SearchX } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { stateTexts } from "../parts/state-texts.js";
import { DeskTabs } from "./desk-tabs.js";
import { KeyMap, type KeyRow } from "./key-map.js";
import { casesQuery, type QueueFilters } from "./queries.js";
import { QueueTable } from "./queue-table.js";

const keyRows: readonly KeyRow[] = [
  { keys: ["j", "k"], does: "keyNext" },
  { keys: ["Enter"], does: "keyOpen" },
  { keys: ["m"], does: "keyTake" },
];

/** The queue of the provider's experts: oldest first, what is late marked. */
export function DeskPage() {
  const shell = useTranslations("shell");
  const filters = useFilters();
  const query = useQuery(casesQuery(filters));
  const [keysShown, showKeys] = useState(false);
  return (
    <Page
      title={shell("navDesk")}
      actions={<KeyMap rows={keyRows} opened={keysShown} onChange={showKeys} />}
    >
      <DeskTabs />
      <Filters filters={filters} counts={query.data?.counts ?? {}} />
      <QueryView query={query}>
        {({ cases }) =>
          cases.length > 0 ? (
            <QueueTable cases={cases} onAskKeys={() => showKeys(true)} />
          ) : (
            <NoCases
              filtered={filters.state !== "" || filters.overdue || filters.assignee !== "all"}
            />
          )
        }
      </QueryView>
    </Page>
  );
}

function useFilters(): QueueFilters {
  const { assignee = "all", overdue = false, state = "" } = useSearch({ from: "/inside/desk" });
  return { assignee, overdue, state };
}

function useSetFilters() {
  const navigate = useNavigate();
  return (next: QueueFilters) => navigate({ to: "/desk", search: next, replace: true });
}

function Filters({
  filters,
  counts,
}: {
  readonly filters: QueueFilters;
  readonly counts: Readonly<Record<string, number>>;
}) {
  const t = useTranslations("desk");
  const states = useTranslations("state");
  const format = useFormat();
  const set = useSetFilters();
  const nameOf = (state: string) => (hasText(stateTexts, state) ? states(state) : state);
  const known = [
    ...new Set([...Object.keys(counts), ...(filters.state === "" ? [] : [filters.state])]),
  ];
  return (
    <Group gap="md" align="flex-end">
      <SegmentedControl
        aria-label={t("whose")}
        value={filters.assignee}
        onChange={(word) => {
          const assignee = word === "me" || word === "none" ? word : "all";
          void set({ ...filters, assignee });
        }}
        data={[
          { value: "all", label: t("all") },
          { value: "me", label: t("mine") },
          { value: "none", label: t("nobodys") },
        ]}
      />
      <Select
        aria-label={t("state")}
        value={filters.state}
        allowDeselect={false}
        onChange={(state) => void set({ ...filters, state: state ?? "" })}
        data={[
          { value: "", label: t("everyState") },
          ...known.map((state) => ({
            value: state,
            label: `${nameOf(state)} (${format.number(counts[state] ?? 0)})`,
          })),
        ]}
        w={260}
      />
      <Switch
        label={t("onlyOverdue")}
        checked={filters.overdue}
        onChange={({ currentTarget: { checked } }) => void set({ ...filters, overdue: checked })}
        mb={8}
      />
    </Group>
  );
}

function NoCases({ filtered }: { readonly filtered: boolean }) {
  const t = useTranslations("desk");
  const set = useSetFilters();
  if (!filtered) return <Empty icon={Inbox} title={t("emptyQueue")} text={t("emptyQueueText")} />;
  return (
    <Stack>
      <Empty
        icon={SearchX}
        title={t("emptyFilter")}
        action={
          <Button
            variant="default"
            onClick={() => void set({ assignee: "all", overdue: false, state: "" })}
          >
            {t("clearFilter")}
          </Button>
        }
      />
    </Stack>
  );
}
