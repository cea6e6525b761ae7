import {
  Badge,
  Button,
  Card,
  Group,
  NumberInput,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { useKeptKey } from "../api/use-kept-key.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { SecretOnce } from "../parts/secret-once.js";
import { invitationsQuery, type Invitation } from "./resale-queries.js";

const DEFAULT_DAYS = 14;
const MOST_DAYS = 90;
const LONGEST_NAME = 200;

/** How a reseller takes a company in: a link to hand over, and what became of those before. */
export function InvitationsCard() {
  const t = useTranslations("money");
  const { data: me } = useSuspenseQuery(meQuery);
  const invitations = useQuery(invitationsQuery);
  const mayInvite = me.permissions.includes("resale:write");
  return (
    <Card component="section" aria-label={t("invitations")}>
      <Stack>
        <Title order={2} size="h4">
          {t("invitations")}
        </Title>
        <Text size="sm">{t("invitationsLead")}</Text>
        {mayInvite && <InviteForm />}
        <QueryView query={invitations} rows={1}>
          {(all) => (
            <Stack gap="xs">
              {all.map((each) => (
                <Row key={each.invitationId} invitation={each} mayWithdraw={mayInvite} />
              ))}
            </Stack>
          )}
        </QueryView>
      </Stack>
    </Card>
  );
}

function InviteForm() {
  const t = useTranslations("money");
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const [validDays, setDays] = useState<number | string>(DEFAULT_DAYS);
  const keyOf = useKeptKey();
  const invite = useMutation({
    mutationFn: async (body: { readonly name: string; readonly validDays: number }) =>
      bodyOf(
        await api.POST("/v1/resold/invitations", {
          params: { header: { "idempotency-key": keyOf(body) } },
          body,
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["resold", "invitations"] }),
  });
  const code = invite.data?.code;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (typeof validDays === "number") invite.mutate({ name: name.trim(), validDays });
      }}
    >
      <Stack gap="sm" maw={480}>
        <TextInput
          label={t("invitedName")}
          maxLength={LONGEST_NAME}
          value={name}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        <NumberInput
          label={t("validDays")}
          min={1}
          max={MOST_DAYS}
          allowDecimal={false}
          value={validDays}
          onChange={setDays}
          w={220}
        />
        <ProblemAlert error={invite.error} />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={invite.isPending}
            disabled={name.trim() === "" || typeof validDays !== "number"}
          >
            {t("inviteCustomer")}
          </Button>
        </Group>
        {code !== undefined && (
          <SecretOnce text={t("invitationMade")} secret={`${location.origin}/join/${code}`} />
        )}
      </Stack>
    </form>
  );
}

const colours: Readonly<Record<Invitation["state"], string>> = {
  open: "blue",
  accepted: "orange",
  confirmed: "green",
  refused: "red",
  expired: "gray",
  withdrawn: "gray",
};

function Row({
  invitation: { invitationId, name, tenantName, state, expiresAt, reason },
  mayWithdraw,
}: {
  readonly invitation: Invitation;
  readonly mayWithdraw: boolean;
}) {
  const t = useTranslations("money");
  const format = useFormat();
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.DELETE("/v1/resold/invitations/{id}", {
          params: { path: { id: invitationId } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["resold", "invitations"] }),
  });
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text size="sm" fw={600}>
            <bdi>{name}</bdi>
          </Text>
          {tenantName !== undefined && tenantName !== name && (
            <Text size="sm">
              <bdi>{tenantName}</bdi>
            </Text>
          )}
          <Badge color={colours[state]}>{t(`invited_${state}`)}</Badge>
          {state === "open" && expiresAt !== undefined && (
            <Text size="xs" c="dimmed">
              {t("validUntil", { day: format.date(expiresAt) })}
            </Text>
          )}
        </Group>
        {mayWithdraw && (state === "open" || state === "accepted") && (
          <Button
            size="xs"
            variant="default"
            aria-label={`${t("withdrawInvitation")}: ${name}`}
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate()}
          >
            {t("withdrawInvitation")}
          </Button>
        )}
      </Group>
      {reason !== undefined && (
        <Text size="xs">
          <bdi>{reason}</bdi>
        </Text>
      )}
      <ProblemAlert error={withdraw.error} />
    </Stack>
  );
}
