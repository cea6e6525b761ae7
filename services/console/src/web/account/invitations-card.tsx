import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { useRoleWord } from "./role-words.js";

const invitationsQuery = {
  queryKey: ["invitations"],
  queryFn: async () => bodyOf(await api.GET("/v1/invitations")).invitations,
};

/** Invitations that nobody has taken up yet. */
export function InvitationsCard() {
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
