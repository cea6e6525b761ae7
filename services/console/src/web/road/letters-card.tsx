import { Button, Stack, Table, Text } from "@mantine/core";
import {
  useInfiniteQuery,
  useMutation,
  useQueryClient,
  useSuspenseQuery,
} from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { MoreButton } from "../parts/more-button.js";
import { QueryView } from "../parts/query-view.js";
import { LetterGroups } from "./letter-groups.js";
import { lettersQuery } from "./queries.js";
import { RoadCard, RoadTable } from "./road-card.js";

/** What the services gave up; each can be given to its reader once more. */
export function LettersCard() {
  const t = useTranslations("road");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const mayReplay = me.permissions.includes("links:write");
  const query = useInfiniteQuery(lettersQuery);
  const groups = query.data?.pages[0]?.groups ?? [];
  const all = query.data?.pages.flatMap(({ letters }) => letters) ?? [];
  const queries = useQueryClient();
  const replay = useMutation({
    mutationFn: (sequence: number) =>
      api.POST("/v1/operators/dead-letters/{sequence}/replay", { params: { path: { sequence } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["road"] }),
  });
  const heads = [t("service"), t("holds"), t("cause"), t("attempts"), t("died"), t("replay")];
  return (
    <RoadCard title={t("letters")}>
      <ProblemAlert error={replay.error} />
      <QueryView query={query}>
        {() =>
          all.length === 0 ? (
            <Text c="dimmed">{t("noLetters")}</Text>
          ) : (
            <Stack gap="sm">
              <LetterGroups groups={groups} mayReplay={mayReplay} />
              <RoadTable heads={heads}>
                {all.map(({ sequence, service, type, reason, attempts, diedAt }) => (
                  <Table.Tr key={sequence}>
                    <Table.Td fw={600}>{service}</Table.Td>
                    <Table.Td data-label={t("holds")}>
                      <Text size="sm" className="ltr" ta="start">
                        {type.replace("whiteline.", "")}
                      </Text>
                    </Table.Td>
                    <Table.Td data-label={t("cause")}>
                      <bdi className="ltr">{reason}</bdi>
                    </Table.Td>
                    <Table.Td data-label={t("attempts")} className="num">
                      {format.number(attempts)}
                    </Table.Td>
                    <Table.Td data-label={t("died")} className="num">
                      {diedAt === undefined ? "—" : format.dateTime(diedAt)}
                    </Table.Td>
                    <Table.Td>
                      {mayReplay && (
                        <Button
                          size="xs"
                          variant="default"
                          loading={replay.isPending && replay.variables === sequence}
                          onClick={() => replay.mutate(sequence)}
                        >
                          {t("replay")}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </RoadTable>
            </Stack>
          )
        }
      </QueryView>
      <MoreButton query={query} label={t("more")} />
    </RoadCard>
  );
}
