import { Anchor, Badge, Box, Button, Group, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { DueDate } from "../desk/due-date.js";
import { useKeys } from "../desk/use-keys.js";
import { usePeople } from "../desk/use-people.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { TextState } from "./text-state.js";
import type { TextCase } from "./queries.js";
import css from "../parts/stacked-table.module.css";

/** The queue as a table; j and k walk along its cases, Enter opens one, m takes it. */
export function TextQueue({
  cases,
  onAskKeys,
}: {
  readonly cases: readonly TextCase[];
  readonly onAskKeys: () => void;
}) {
  const t = useTranslations("textsDesk");
  const desk = useTranslations("desk");
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
      <ProblemAlert error={take.error} />
      <Box style={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={t("title")}>
        <Table className={css["stacked"] ?? ""} highlightOnHover miw={860}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("text")}</Table.Th>
              <Table.Th>{t("sender")}</Table.Th>
              <Table.Th>{t("recipients")}</Table.Th>
              <Table.Th>{desk("state")}</Table.Th>
              <Table.Th>{desk("due")}</Table.Th>
              <Table.Th>{desk("assignee")}</Table.Th>
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
  readonly row: TextCase;
  readonly onTake: () => void;
  readonly link: (element: HTMLAnchorElement | null) => void;
}) {
  const t = useTranslations("textsDesk");
  const desk = useTranslations("desk");
  const format = useFormat();
  const people = usePeople();
  const { caseId, kind, name, text = "", sender = "", recipients, assignee = "" } = row;
  const shown = text === "" ? (name ?? "") : text;
  return (
    <Table.Tr {...(row.overdue && { bg: "red.0" })}>
      <Table.Td maw={340}>
        <Anchor
          fw={600}
          renderRoot={(props) => (
            <Link to="/texts/$caseId" params={{ caseId }} {...props} ref={link} />
          )}
        >
          <bdi>{shown.length > 70 ? `${shown.slice(0, 70)}…` : shown === "" ? caseId : shown}</bdi>
        </Anchor>
        <Group gap={4} mt={2}>
          <Badge size="sm" color="gray">
            {kind === "template" ? t("aTemplate") : t("aCampaign")}
          </Badge>
          {row.needsTwo && (
            <Badge size="sm" color="orange">
              {t("needsTwo")}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td data-label={t("sender")}>
        <span className="ltr num">{sender === "" ? "—" : format.digits(sender)}</span>
      </Table.Td>
      <Table.Td data-label={t("recipients")} className="num">
        {recipients === undefined ? "—" : format.number(recipients)}
      </Table.Td>
      <Table.Td data-label={desk("state")}>
        <TextState state={row.state} />
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {row.ageWorkingDays === 0
            ? desk("today")
            : desk("workingDays", { count: row.ageWorkingDays })}
        </Text>
      </Table.Td>
      <Table.Td data-label={desk("due")}>
        <DueDate dueOn={row.dueOn} overdue={row.overdue} />
      </Table.Td>
      <Table.Td data-label={desk("assignee")}>
        {assignee === "" ? (
          <Button size="xs" variant="default" onClick={onTake}>
            {desk("take")}
          </Button>
        ) : (
          <Text size="sm">{people.isMe(assignee) ? desk("me") : people.nameOf(assignee)}</Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function useTake() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ caseId, version }: TextCase) =>
      api.POST("/v1/desk/texts/{id}/assignment", {
        params: { path: { id: caseId } },
        body: { assignee: "me", expectedVersion: version },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["desk", "texts"] }),
  });
}
