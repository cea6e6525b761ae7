import { Group, SegmentedControl, Switch } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Inbox } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { KeyMap, type KeyRow } from "../desk/key-map.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { textCasesQuery, type TextFilters } from "./queries.js";
import { TextQueue } from "./text-queue.js";

const keyRows: readonly KeyRow[] = [
  { keys: ["j", "k"], does: "keyNext" },
  { keys: ["Enter"], does: "keyOpen" },
  { keys: ["m"], does: "keyTake" },
];

/** What the provider's experts have to read: templates under review and held campaigns, the oldest first. */
export function TextsDeskPage() {
  const t = useTranslations("textsDesk");
  const replay = useTranslations("replay");
  const { data: me } = useSuspenseQuery(meQuery);
  const filters = useFilters();
  const query = useQuery(textCasesQuery(filters));
  const [keysShown, showKeys] = useState(false);
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <>
          {me.roles.includes("expert") && (
            <LinkButton to="/texts/replay" variant="default">
              {replay("open")}
            </LinkButton>
          )}
          <KeyMap rows={keyRows} opened={keysShown} onChange={showKeys} />
        </>
      }
    >
      <Filters filters={filters} counts={query.data?.counts ?? []} />
      <QueryView query={query}>
        {({ cases }) =>
          cases.length === 0 ? (
            <Empty icon={Inbox} title={t("empty")} text={t("emptyText")} />
          ) : (
            <TextQueue cases={cases} onAskKeys={() => showKeys(true)} />
          )
        }
      </QueryView>
    </Page>
  );
}

function useFilters(): TextFilters {
  const { kind = "all", assignee = "all", overdue = false } = useSearch({ from: "/inside/texts" });
  return { kind, assignee, overdue };
}

function Filters({
  filters,
  counts,
}: {
  readonly filters: TextFilters;
  readonly counts: readonly { readonly kind: string; readonly waiting: number }[];
}) {
  const t = useTranslations("textsDesk");
  const desk = useTranslations("desk");
  const format = useFormat();
  const navigate = useNavigate();
  const set = (next: TextFilters) => void navigate({ to: "/texts", search: next, replace: true });
  const waiting = (kind: string) => counts.find((each) => each.kind === kind)?.waiting ?? 0;
  return (
    <Group gap="md" align="flex-end">
      <SegmentedControl
        aria-label={t("title")}
        value={filters.kind}
        onChange={(word) =>
          set({ ...filters, kind: word === "template" || word === "campaign" ? word : "all" })
        }
        data={[
          { value: "all", label: t("kind_all") },
          {
            value: "template",
            label: `${t("kind_template")} (${format.number(waiting("template"))})`,
          },
          {
            value: "campaign",
            label: `${t("kind_campaign")} (${format.number(waiting("campaign"))})`,
          },
        ]}
      />
      <SegmentedControl
        aria-label={desk("whose")}
        value={filters.assignee}
        onChange={(word) =>
          set({ ...filters, assignee: word === "me" || word === "none" ? word : "all" })
        }
        data={[
          { value: "all", label: desk("all") },
          { value: "me", label: desk("mine") },
          { value: "none", label: desk("nobodys") },
        ]}
      />
      <Switch
        label={desk("onlyOverdue")}
        checked={filters.overdue}
        onChange={({ currentTarget: { checked } }) => set({ ...filters, overdue: checked })}
        mb={8}
      />
    </Group>
  );
}
