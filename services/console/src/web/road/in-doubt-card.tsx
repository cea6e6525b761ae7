import { Alert, Button, Group, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { inDoubtQuery, type InDoubt } from "./queries.js";
import { RoadCard, RoadTable } from "./road-card.js";
import { roadTexts } from "./texts.js";

type Decision = "release" | "drop";

/** Submits that were never answered: why, what was done, and what waits for a decision. */
export function InDoubtCard() {
  const t = useTranslations("road");
  const inDoubt = useQuery(inDoubtQuery);
  const queries = useQueryClient();
  const settle = useMutation({
    mutationFn: ({ id, decision }: { readonly id: string; readonly decision: Decision }) =>
      api.POST("/v1/operators/in-doubt/{id}/decision", {
        params: { path: { id } },
        body: { decision },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["road"] }),
  });
  const heads = [t("account"), t("parts"), t("cause"), t("state"), t("since")];
  return (
    <RoadCard title={t("inDoubt")}>
      <ProblemAlert error={settle.error} />
      <QueryView query={inDoubt}>
        {({ inDoubt: cases, held }) =>
          cases.length === 0 ? (
            <Text c="dimmed">{t("noDoubt")}</Text>
          ) : (
            <>
              {held > 0 && <Alert color="orange">{t("held", { count: held })}</Alert>}
              <RoadTable heads={heads}>
                {cases.map((each) => (
                  <DoubtRow
                    key={each.inDoubtId}
                    doubt={each}
                    isPending={settle.isPending}
                    onDecide={(decision) => settle.mutate({ id: each.inDoubtId, decision })}
                  />
                ))}
              </RoadTable>
            </>
          )
        }
      </QueryView>
    </RoadCard>
  );
}

function DoubtRow({
  doubt,
  isPending,
  onDecide,
}: {
  readonly doubt: InDoubt;
  readonly isPending: boolean;
  readonly onDecide: (decision: Decision) => void;
}) {
  const t = useTranslations("road");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const wordOf = (group: "cause" | "doubt", word: string): string => {
    const name = `${group}_${word}`;
    return hasText(roadTexts, name) && name !== "held" ? t(name, { count: 0 }) : word;
  };
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        <bdi className="ltr">{doubt.account}</bdi>
      </Table.Td>
      <Table.Td data-label={t("parts")} className="num">
        {format.number(doubt.parts.length)}
      </Table.Td>
      <Table.Td data-label={t("cause")}>{wordOf("cause", doubt.cause)}</Table.Td>
      <Table.Td data-label={t("state")}>
        {wordOf("doubt", doubt.state)}
        {doubt.state === "held" && me.permissions.includes("links:write") && (
          <Group gap="xs" mt={4}>
            <Button size="xs" disabled={isPending} onClick={() => onDecide("release")}>
              {t("release")}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={isPending}
              onClick={() => onDecide("drop")}
            >
              {t("drop")}
            </Button>
          </Group>
        )}
      </Table.Td>
      <Table.Td data-label={t("since")} className="num">
        {doubt.at === undefined ? "—" : format.dateTime(doubt.at)}
      </Table.Td>
    </Table.Tr>
  );
}
