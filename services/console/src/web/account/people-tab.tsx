import {
  ActionIcon,
  Badge,
  Button,
  Card,
  Group,
  MultiSelect,
  ScrollArea,
  Stack,
  Table,
  Text,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Trash2, UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { InviteDialog } from "./invite-dialog.js";
import { ROLES, useRoleWord } from "./role-words.js";

type Member = components["schemas"]["MemberList"]["members"][number];

const invitationsQuery = {
  queryKey: ["invitations"],
  queryFn: async () => bodyOf(await api.GET("/v1/invitations")).invitations,
};

/** Who works in this account, in which roles, and who is invited. */
export function PeopleTab() {
  const t = useTranslations("account");
  const { data: me } = useSuspenseQuery(meQuery);
  const may = me.permissions.includes("people:write");
  const members = useQuery({
    queryKey: ["members"],
    queryFn: async () => bodyOf(await api.GET("/v1/members")).members,
  });
  const [inviting, setInviting] = useState(false);
  return (
    <Stack>
      {may && (
        <Group justify="flex-end">
          <Button
            leftSection={<UserPlus size={17} aria-hidden />}
            onClick={() => setInviting(true)}
          >
            {t("invite")}
          </Button>
        </Group>
      )}
      <QueryView query={members} rows={3}>
        {(all) => (
          <Card p={0}>
            <ScrollArea>
              <Table miw={720}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t("name")}</Table.Th>
                    <Table.Th>{t("roles")}</Table.Th>
                    <Table.Th>{t("lastSeen")}</Table.Th>
                    <Table.Th />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all.map((member) => (
                    <MemberRow
                      key={member.personId}
                      member={member}
                      isMe={member.personId === me.person?.personId}
                      roles={ROLES[me.kind]}
                      may={may}
                    />
                  ))}
                </Table.Tbody>
              </Table>
            </ScrollArea>
          </Card>
        )}
      </QueryView>
      {may && <Invitations />}
      <InviteDialog opened={inviting} roles={ROLES[me.kind]} onClose={() => setInviting(false)} />
    </Stack>
  );
}

function MemberRow({
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
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600} size="sm">
          {member.name} {isMe && <Badge color="gray">{t("you")}</Badge>}
        </Text>
        <Text size="xs" c="dimmed" className="ltr" ta="start">
          {member.email}
        </Text>
        {failure !== null && <ProblemAlert error={failure} />}
      </Table.Td>
      <Table.Td>
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
      <Table.Td>
        {member.lastSeenAt === undefined ? t("never") : format.dateTime(member.lastSeenAt)}
      </Table.Td>
      <Table.Td ta="end">
        {may && !isMe && (
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={`${t("removeMember")}: ${member.name}`}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            <Trash2 size={17} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Invitations() {
  const t = useTranslations("account");
  const format = useFormat();
  const roleWord = useRoleWord();
  const queries = useQueryClient();
  const invitations = useQuery(invitationsQuery);
  const withdraw = useMutation({
    mutationFn: (id: string) => api.DELETE("/v1/invitations/{id}", { params: { path: { id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invitations"] }),
  });
  if (invitations.data === undefined || invitations.data.length === 0) return null;
  return (
    <Card>
      <Title order={2} size="h4" mb="xs">
        {t("invitations")}
      </Title>
      {withdraw.isError && <ProblemAlert error={withdraw.error} />}
      <Stack gap="xs">
        {invitations.data.map(({ invitationId, email, name, roles, expiresAt }) => (
          <Group key={invitationId} justify="space-between">
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {name} <span className="ltr">{email}</span>
              </Text>
              {roles.map((role) => (
                <Badge key={role}>{roleWord(role)}</Badge>
              ))}
              {expiresAt !== undefined && (
                <Text size="xs" c="dimmed">
                  {t("expires", { date: format.date(expiresAt) })}
                </Text>
              )}
            </Group>
            <Button
              size="xs"
              variant="default"
              aria-label={`${t("withdraw")}: ${email}`}
              onClick={() => withdraw.mutate(invitationId)}
            >
              {t("withdraw")}
            </Button>
          </Group>
        ))}
      </Stack>
    </Card>
  );
}
