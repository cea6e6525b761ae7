import { Button, Card, Group, SegmentedControl } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Plus, ShieldCheck } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { ComplaintTable } from "./complaint-table.js";
import { NewComplaintWindow } from "./new-complaint-window.js";
import { complaintsQuery, type ComplaintFilters } from "./queries.js";

/** The provider's complaints, the oldest first, and entering one. */
export function ComplaintsPage() {
  const t = useTranslations("complaint");
  const format = useFormat();
  const navigate = useNavigate();
  const { state = "open" } = useSearch({ from: "/inside/complaints" });
  const filters: ComplaintFilters = { state, assignee: "all", overdue: false };
  const query = useQuery(complaintsQuery(filters));
  const [opened, { open, close }] = useDisclosure();
  return (
    <Page
      title={t("title")}
      lead={t("lead")}
      actions={
        <Button leftSection={<Plus size={17} aria-hidden />} onClick={open}>
          {t("enter")}
        </Button>
      }
    >
      {opened && <NewComplaintWindow onClose={close} />}
      <Group>
        <SegmentedControl
          aria-label={t("state")}
          value={state}
          onChange={(word) =>
            void navigate({
              to: "/complaints",
              search: { state: word === "decided" || word === "all" ? word : "open" },
              replace: true,
            })
          }
          data={[
            { value: "open", label: `${t("open")} (${format.number(query.data?.open ?? 0)})` },
            { value: "decided", label: t("decided") },
            { value: "all", label: t("all") },
          ]}
        />
      </Group>
      <QueryView query={query}>
        {({ complaints }) => (
          <Card p={complaints.length === 0 ? "lg" : 0}>
            {complaints.length === 0 ? (
              <Empty icon={ShieldCheck} title={t("none")} text={t("noneText")} />
            ) : (
              <ComplaintTable complaints={complaints} />
            )}
          </Card>
        )}
      </QueryView>
    </Page>
  );
}
