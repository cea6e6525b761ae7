import { Alert, Button, Card, Group, Modal, Stack, Table, Text } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import css from "../parts/stacked-table.module.css";
import { QueryView } from "../parts/query-view.js";
import { VerdictPanel } from "../texts-desk/verdict-panel.js";
import { useTrailWords } from "./use-trail-words.js";
import { Scrollable } from "../parts/scrollable.js";

/**
 * Every change with its actor, before and after, in a chain that shows when an entry was altered: of one's company, or
 * for administrators of a desk what belongs to no customer.
 */
export function TrailTab() {
  const t = useTranslations("account");
  const words = useTrailWords();
  const format = useFormat();
  const verdict = useTranslations("verdict");
  const common = useTranslations("common");
  const [before, setBefore] = useState<number>();
  const [card, setCard] = useState<string>();
  const { data: me } = useSuspenseQuery(meQuery);
  const { staffOf } = me;
  const trail = useQuery({
    queryKey: ["audit-trail", staffOf ?? "", before],
    queryFn: async () => {
      const query = before === undefined ? {} : { before };
      return bodyOf(
        staffOf === undefined
          ? await api.GET("/v1/audit-trail", { params: { query } })
          : await api.GET("/v1/providers/{id}/audit-trail", {
              params: { path: { id: staffOf }, query },
            }),
      );
    },
  });
  return (
    <QueryView query={trail} rows={6} rowHeight={44}>
      {({ entries, chainIntact }) => (
        <Stack>
          <Alert
            color={chainIntact ? "green" : "red"}
            icon={
              chainIntact ? (
                <ShieldCheck size={20} aria-hidden />
              ) : (
                <ShieldAlert size={20} aria-hidden />
              )
            }
          >
            {chainIntact ? t("chainIntact") : t("chainBroken")}
          </Alert>
          <Card p={0}>
            <Scrollable>
              <Table className={css["stacked"] ?? ""} miw={860} fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("at")}</Table.Th>
                    <Table.Th>{t("action")}</Table.Th>
                    <Table.Th>{t("actor")}</Table.Th>
                    <Table.Th>{t("subject")}</Table.Th>
                    <Table.Th>{t("change")}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {entries.toReversed().map((entry) => (
                    <Table.Tr key={entry.sequence}>
                      <Table.Td>{entry.at === undefined ? "" : format.dateTime(entry.at)}</Table.Td>
                      <Table.Td title={entry.action}>{words.action(entry.action)}</Table.Td>
                      <Table.Td data-label={t("actor")} title={entry.actor}>
                        <bdi>{words.actor(entry.actor)}</bdi>
                      </Table.Td>
                      <Table.Td data-label={t("subject")} title={entry.subject}>
                        <bdi>{words.subject(entry.subject)}</bdi>
                      </Table.Td>
                      <Table.Td data-label={t("change")} className="ltr code" maw={320}>
                        {changesOf(entry.before, entry.after).map((line) => (
                          <Text key={line} size="xs">
                            {line}
                          </Text>
                        ))}
                        {entry.verdictId !== undefined && (
                          <Button
                            size="compact-xs"
                            variant="light"
                            onClick={() => setCard(entry.verdictId)}
                          >
                            {t("openVerdict")}
                          </Button>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                  {entries.length === 0 && (
                    <Table.Tr>
                      <Table.Td colSpan={5}>{t("noEntries")}</Table.Td>
                    </Table.Tr>
                  )}
                </Table.Tbody>
              </Table>
            </Scrollable>
          </Card>
          <Modal
            opened={card !== undefined}
            onClose={() => setCard(undefined)}
            title={verdict("title")}
            size="lg"
            closeButtonProps={{ "aria-label": common("close") }}
          >
            {card !== undefined && <VerdictPanel verdictId={card} />}
          </Modal>
          <Group justify="space-between">
            <Button
              variant="default"
              disabled={before === undefined}
              onClick={() => setBefore(undefined)}
            >
              {t("newest")}
            </Button>
            <Button
              variant="default"
              disabled={(entries[0]?.sequence ?? 1) <= 1}
              onClick={() => setBefore(entries[0]?.sequence)}
            >
              {t("older")}
            </Button>
          </Group>
        </Stack>
      )}
    </QueryView>
  );
}

/** What differs, field by field: its name, and from what to what. */
function changesOf(before: unknown, after: unknown): readonly string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return names
    .filter((name) => was[name] !== is[name])
    .map((name) => {
      const parts = [was[name], is[name]].filter((value) => value !== undefined);
      return `${name}: ${parts.join(" → ")}`;
    });
}

function fieldsOf(part: unknown): Readonly<Record<string, string>> {
  if (typeof part !== "object" || part === null) return {};
  const entries = Object.entries(part).map(([name, value]: [string, unknown]): [string, string] => [
    name,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  return Object.fromEntries(entries);
}
