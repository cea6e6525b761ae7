import { ActionIcon, Badge, Group, MultiSelect, Table, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, ShieldCheck, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { ResetLinkDialog } from "./reset-link-dialog.js";
import { useRoleWord } from "./role-words.js";

type Member = components["schemas"]["MemberList"]["members"][number];

/** One person: roles, the last visit, and what an owner may do about it. */
export function MemberRow({
  member,
  isMe,
  roles,
  may,
}: {
  readonly member: Member;
  readonly isMe: boolean;
  readonly roles: readonly string[];
  readonly may: boolean;
}) {
  const t = useTranslations("account");
  const format = useFormat();
  const roleWord = useRoleWord();
  const queries = useQueryClient();
  const params = { path: { id: member.personId } };
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["members"] });
  const change = useMutation({
    mutationFn: (chosen: string[]) =>
      api.PUT("/v1/members/{id}", { params, body: { roles: chosen } }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: () => api.DELETE("/v1/members/{id}", { params }),
    onSuccess,
  });
  const failure = change.error ?? remove.error;
  const [resetting, setResetting] = useState(false);
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600} size="sm">
          {member.name} {isMe && <Badge color="gray">{t("you")}</Badge>}
        </Text>
        <Text size="xs" c="dimmed">
          <bdi className="ltr">{member.email}</bdi>
        </Text>
        {member.totpEnabled && (
          <Badge color="green" mt={4} leftSection={<ShieldCheck size={12} aria-hidden />}>
            {t("hasTotp")}
          </Badge>
        )}
        {member.resetRequestedAt !== undefined && (
          <Badge color="orange" mt={4} data-reset-asked>
            {t("resetAsked", { date: format.dateTime(member.resetRequestedAt) })}
          </Badge>
        )}
        {failure !== null && <ProblemAlert error={failure} />}
      </Table.Td>
      <Table.Td data-label={t("roles")}>
        {may && !isMe ? (
          <MultiSelect
            aria-label={`${t("roles")}: ${member.name}`}
            data={roles.map((role) => ({ value: role, label: roleWord(role) }))}
            value={member.roles}
            disabled={change.isPending}
            onChange={(chosen) => {
              if (chosen.length > 0) change.mutate(chosen);
            }}
          />
        ) : (
          <Group gap={4}>
            {member.roles.map((role) => (
              <Badge key={role}>{roleWord(role)}</Badge>
            ))}
          </Group>
        )}
      </Table.Td>
      <Table.Td data-label={t("lastSeen")}>
        {member.lastSeenAt === undefined ? t("never") : format.dateTime(member.lastSeenAt)}
      </Table.Td>
      <Table.Td ta="end">
        {may && !isMe && (
          <Group gap={4} justify="flex-end" wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              c="gray.8"
              title={t("resetLink")}
              aria-label={`${t("resetLink")}: ${member.name}`}
              onClick={() => setResetting(true)}
            >
              <KeyRound size={17} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red"
              title={t("removeMember")}
              aria-label={`${t("removeMember")}: ${member.name}`}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              <Trash2 size={17} aria-hidden />
            </ActionIcon>
          </Group>
        )}
        {resetting && <ResetLinkDialog member={member} onClose={() => setResetting(false)} />}
      </Table.Td>
    </Table.Tr>
  );
}
