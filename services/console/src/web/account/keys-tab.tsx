import { Badge, Button, Card, Group, Stack, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { meQuery } from "../api/me.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { NewKeyDialog } from "./new-key-dialog.js";
import { RevokeDialog } from "./revoke-dialog.js";
import { scopeTexts } from "./scope-texts.js";
import css from "../parts/stacked-table.module.css";
import { Scrollable } from "../parts/scrollable.js";

type Key = components["schemas"]["KeyList"]["keys"][number];

/** The keys of machines: what each may do, from where, until when, and when it was last used. */
export function KeysTab() {
  const t = useTranslations("account");
  const { data: me } = useSuspenseQuery(meQuery);
  const may = me.permissions.includes("keys:write");
  const queries = useQueryClient();
  const keys = useQuery({
    queryKey: ["keys"],
    queryFn: async () => bodyOf(await api.GET("/v1/keys")).keys,
  });
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key>();
  const revoke = useMutation({
    mutationFn: (id: string) => api.DELETE("/v1/keys/{id}", { params: { path: { id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["keys"] }),
    onSettled: () => setRevoking(undefined),
  });
  return (
    <Stack>
      {may && (
        <Group justify="flex-end">
          <Button leftSection={<Plus size={17} aria-hidden />} onClick={() => setMaking(true)}>
            {t("newKey")}
          </Button>
        </Group>
      )}
      {revoke.isError && <ProblemAlert error={revoke.error} />}
      <QueryView query={keys} rows={3}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty icon={KeyRound} title={t("noKeys")} text={t("noKeysText")} />
            </Card>
          ) : (
            <KeyTable keys={all} {...(may && { onRevoke: setRevoking })} />
          )
        }
      </QueryView>
      <NewKeyDialog opened={making} permissions={me.permissions} onClose={() => setMaking(false)} />
      <RevokeDialog
        name={revoking?.name}
        busy={revoke.isPending}
        onCancel={() => setRevoking(undefined)}
        onConfirm={() => {
          if (revoking !== undefined) revoke.mutate(revoking.keyId);
        }}
      />
    </Stack>
  );
}

function KeyTable({
  keys,
  onRevoke,
}: {
  readonly keys: readonly Key[];
  readonly onRevoke?: (key: Key) => void;
}) {
  const t = useTranslations("account");
  const scope = useTranslations("scope");
  const format = useFormat();
  return (
    <Card p={0}>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={820}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("keyName")}</Table.Th>
              <Table.Th>{t("scopes")}</Table.Th>
              <Table.Th>{t("keyExpires")}</Table.Th>
              <Table.Th>{t("lastUsed")}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <Table.Tr key={key.keyId}>
                <Table.Td>
                  <Text fw={600} size="sm">
                    {key.name}
                  </Text>
                  <Text size="xs" c="dimmed" className="ltr code" ta="start">
                    {key.prefix}…
                  </Text>
                </Table.Td>
                <Table.Td data-label={t("scopes")}>
                  <Group gap={4}>
                    {key.scopes.length === 0 && t("allScopes")}
                    {key.scopes.map((one) => (
                      <Badge key={one}>{hasText(scopeTexts, one) ? scope(one) : one}</Badge>
                    ))}
                  </Group>
                  <Text size="xs" c="dimmed">
                    {key.allowedAddresses.length === 0 ? (
                      t("anywhere")
                    ) : (
                      <span className="ltr">{key.allowedAddresses.join(", ")}</span>
                    )}
                  </Text>
                </Table.Td>
                <Table.Td data-label={t("keyExpires")}>
                  {key.expiresAt === undefined ? "—" : format.date(key.expiresAt)}
                </Table.Td>
                <Table.Td data-label={t("lastUsed")}>
                  {key.lastUsedAt === undefined ? t("never") : format.dateTime(key.lastUsedAt)}
                </Table.Td>
                <Table.Td ta="end">
                  {key.revokedAt !== undefined && <Badge color="gray">{t("revoked")}</Badge>}
                  {key.revokedAt === undefined && onRevoke !== undefined && (
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={`${t("revoke")}: ${key.name}`}
                      onClick={() => onRevoke(key)}
                    >
                      {t("revoke")}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
    </Card>
  );
}
