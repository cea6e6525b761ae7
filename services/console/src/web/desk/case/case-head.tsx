import { Group, Select, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { api } from "../../api/client.js";
import { ProblemAlert } from "../../parts/problem-alert.js";
import { StateBadge } from "../../parts/state-badge.js";
import { DueDate } from "../due-date.js";
import { colleaguesQuery, type CaseFile } from "../queries.js";
import { SenderName } from "../sender-name.js";
import { usePeople } from "../use-people.js";
import type { CaseWrites } from "./use-case-writes.js";

/** What the case is about, until when, and whose it is. */
export function CaseHead({
  file,
  writes,
  assign,
}: {
  readonly file: CaseFile;
  readonly writes: CaseWrites;
  readonly assign: ReturnType<typeof useAssign>;
}) {
  const t = useTranslations("desk");
  const people = usePeople();
  const { data: colleagues } = useQuery(colleaguesQuery);
  const { case: head } = file;
  const { assignee = "" } = head;
  const choices = (colleagues ?? []).map(({ personId, name }) => ({
    value: `person:${personId}`,
    label: people.isMe(`person:${personId}`) ? `${name} (${t("me")})` : name,
  }));
  const unknown = assignee !== "" && !choices.some(({ value }) => value === assignee);
  return (
    <>
      <Group gap="xl" align="flex-end">
        <Fact label={t("sender")}>
          <SenderName sender={head.sender} family={head.family} operator={head.operator} />
        </Fact>
        <Fact label={t("state")}>
          <StateBadge state={head.state} />
        </Fact>
        <Fact label={t("age")}>
          <Text size="sm">
            {head.ageWorkingDays === 0
              ? t("today")
              : t("workingDays", { count: head.ageWorkingDays })}
          </Text>
        </Fact>
        <Fact label={t("due")}>
          <DueDate dueOn={head.dueOn} overdue={head.overdue} />
        </Fact>
        <Select
          label={t("assignee")}
          placeholder={t("nobody")}
          size="sm"
          w={210}
          clearable
          clearButtonProps={{ "aria-label": t("nobody") }}
          value={assignee === "" ? null : assignee}
          data={
            unknown ? [...choices, { value: assignee, label: people.nameOf(assignee) }] : choices
          }
          onChange={(value) => assign.mutate(value)}
          disabled={assign.isPending}
        />
      </Group>
      {assign.isError && writes.conflict === undefined && <ProblemAlert error={assign.error} />}
    </>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      {children}
    </div>
  );
}

/** Gives the case to somebody, or to nobody (null). */
export function useAssign({ case: { caseId, version } }: CaseFile, writes: CaseWrites) {
  return useMutation({
    mutationFn: (assignee: string | null) =>
      api.POST("/v1/desk/cases/{id}/assignment", {
        params: { path: { id: caseId } },
        body: { assignee, expectedVersion: version },
      }),
    onSuccess: writes.refresh,
    onError: (error) => void writes.meet(error),
  });
}
