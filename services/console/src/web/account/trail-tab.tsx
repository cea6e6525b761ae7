import { Alert, Button, Card, Group, ScrollArea, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";

/** Every change with its actor, before and after, in a chain that shows when an entry was altered. */
export function TrailTab() {
  const t = useTranslations("account");
  const format = useFormat();
  const [before, setBefore] = useState<number>();
  const trail = useQuery({
    queryKey: ["audit-trail", before],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/audit-trail", {
          params: { query: before === undefined ? {} : { before } },
        }),
      ),
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
            <ScrollArea>
              <Table miw={860} fz="sm">
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
                      <Table.Td className="ltr code">{entry.action}</Table.Td>
                      <Table.Td className="ltr code">{entry.actor}</Table.Td>
                      <Table.Td className="ltr code">{entry.subject}</Table.Td>
                      <Table.Td className="ltr code" maw={320}>
                        <Text size="xs">{changeOf(entry.before, entry.after)}</Text>
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
            </ScrollArea>
          </Card>
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

function changeOf(before: unknown, after: unknown): string {
  const parts = [before, after].map((part) => (part === undefined ? "" : JSON.stringify(part)));
  return before === undefined ? (parts[1] ?? "") : parts.join(" → ");
}
