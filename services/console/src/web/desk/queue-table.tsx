import { Anchor, Badge, Box, Button, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { StateBadge } from "../parts/state-badge.js";
import { DueDate } from "./due-date.js";
import type { DeskCase } from "./queries.js";
import { SenderName } from "./sender-name.js";
import { useKeys } from "./use-keys.js";
import { usePeople } from "./use-people.js";
import css from "../parts/stacked-table.module.css";

/** The queue as a table; j and k walk along its cases, Enter opens one, m takes it. */
export function QueueTable({
  cases,
  onAskKeys,
}: {
  readonly cases: readonly DeskCase[];
  readonly onAskKeys: () => void;
}) {
  const t = useTranslations("desk");
  const links = useRef(new Map<string, HTMLAnchorElement>());
  const take = useTake();
  const place = () =>
    cases.findIndex(({ caseId }) => links.current.get(caseId) === document.activeElement);
  const walk = (step: 1 | -1): void => {
    const now = place();
    const next = now < 0 ? 0 : Math.min(Math.max(now + step, 0), cases.length - 1);
    links.current.get(cases[next]?.caseId ?? "")?.focus();
  };
  useKeys({
    KeyJ: () => walk(1),
    KeyK: () => walk(-1),
    KeyM: () => {
      const chosen = cases[place()];
      if (chosen !== undefined) take.mutate(chosen);
    },
    "?": onAskKeys,
  });
  return (
    <>
      {take.isError && <ProblemAlert error={take.error} />}
      <Box style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={t("queue")}>
        <Table className={css["stacked"] ?? ""} highlightOnHover miw={820}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("applicant")}</Table.Th>
              <Table.Th>{t("sender")}</Table.Th>
              <Table.Th>{t("state")}</Table.Th>
              <Table.Th>{t("age")}</Table.Th>
              <Table.Th>{t("due")}</Table.Th>
              <Table.Th>{t("assignee")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {cases.map((each) => (
              <Row
                key={each.caseId}
                row={each}
                onTake={() => take.mutate(each)}
                link={(element) => {
                  if (element === null) links.current.delete(each.caseId);
                  else links.current.set(each.caseId, element);
                }}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Box>
    </>
  );
}

function Row({
  row,
  onTake,
  link,
}: {
  readonly row: DeskCase;
  readonly onTake: () => void;
  readonly link: (element: HTMLAnchorElement | null) => void;
}) {
  const t = useTranslations("desk");
  const format = useFormat();
  const people = usePeople();
  const { caseId, assignee = "" } = row;
  return (
    <Table.Tr {...(row.overdue && { bg: "red.0" })}>
      <Table.Td>
        <Anchor
          fw={600}
          renderRoot={(props) => (
            <Link to="/desk/cases/$caseId" params={{ caseId }} {...props} ref={link} />
          )}
        >
          <bdi>{row.tenantName === "" ? row.tenantId : row.tenantName}</bdi>
        </Anchor>
        {(row.kind === "to_advertising" || row.kind === "transfer" || row.kind === "purposes") && (
          <Badge size="sm" color="gray" display="block" w="max-content" mt={2}>
            {t(`kind_${row.kind}`)}
          </Badge>
        )}
      </Table.Td>
      <Table.Td data-label={t("sender")}>
        <SenderName sender={row.sender} family={row.family} operator={row.operator} />
      </Table.Td>
      <Table.Td data-label={t("state")}>
        <Box w="max-content">
          <StateBadge state={row.state} />
        </Box>
      </Table.Td>
      <Table.Td data-label={t("age")}>
        <Text size="sm" style={{ whiteSpace: "nowrap" }}>
          {row.ageWorkingDays === 0 ? t("today") : t("workingDays", { count: row.ageWorkingDays })}
        </Text>
        {row.submittedAt !== undefined && (
          <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
            {format.date(row.submittedAt)}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("due")}>
        <DueDate dueOn={row.dueOn} overdue={row.overdue} />
      </Table.Td>
      <Table.Td data-label={t("assignee")}>
        {assignee === "" ? (
          <Button size="xs" variant="default" onClick={onTake}>
            {t("take")}
          </Button>
        ) : (
          <Text size="sm">{people.isMe(assignee) ? t("me") : people.nameOf(assignee)}</Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** Gives a case to whoever asks; the queue is read again, whatever came of it. */
function useTake() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ caseId, version }: DeskCase) =>
      api.POST("/v1/desk/cases/{id}/assignment", {
        params: { path: { id: caseId } },
        body: { assignee: "me", expectedVersion: version },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["desk", "cases"] }),
  });
}
