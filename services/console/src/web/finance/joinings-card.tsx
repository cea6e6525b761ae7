import { Badge, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { isolated } from "../language/isolated.js";
import { useFormat } from "../language/use-format.js";
import type { Invitation } from "../money/resale-queries.js";
import { DateField } from "../parts/date-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { joiningsQuery } from "./queries.js";

/** Companies that accepted a reseller's invitation and wait for finance; nothing while none does. */
export function JoiningsCard() {
  const t = useTranslations("finance");
  const { data: waiting = [] } = useQuery({ ...joiningsQuery, refetchInterval: 15_000 });
  if (waiting.length === 0) return null;
  return (
    <Card component="section" aria-label={t("joinings")}>
      <Stack>
        <Group gap="xs">
          <Title order={2} size="h4">
            {t("joinings")}
          </Title>
          <Badge variant="light">{waiting.length}</Badge>
        </Group>
        <Text size="sm">{t("joiningHint")}</Text>
        {waiting.map((each) => (
          <Joining key={each.invitationId} joining={each} />
        ))}
      </Stack>
    </Card>
  );
}

function Joining({
  joining: { invitationId, resellerId, resellerName, tenantId, tenantName, acceptedAt },
}: {
  readonly joining: Invitation;
}) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const format = useFormat();
  const queries = useQueryClient();
  const [from, setFrom] = useState("");
  const [reason, setReason] = useState("");
  const [isRefusing, setRefusing] = useState(false);
  const decide = useMutation({
    mutationFn: async (body: {
      readonly decision: "confirm" | "refuse";
      readonly reason: string;
      readonly effectiveFrom?: string;
    }) =>
      bodyOf(
        await api.POST("/v1/joinings/{id}/decision", {
          params: { path: { id: invitationId } },
          body,
        }),
      ),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ["joinings"] }),
        queries.invalidateQueries({ queryKey: ["own-reseller"] }),
      ]),
  });
  const customer = tenantName ?? tenantId ?? "—";
  const about = t("joiningText", {
    customer: isolated(customer),
    reseller: isolated(resellerName ?? resellerId),
  });
  return (
    <Stack gap="xs">
      <Text fw={600}>{about}</Text>
      {acceptedAt !== undefined && (
        <Text size="xs" c="dimmed">
          {format.dateTime(acceptedAt)}
        </Text>
      )}
      {isRefusing ? (
        <TextInput
          label={t("joiningReason")}
          maxLength={200}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
      ) : (
        <DateField label={t("joiningFrom")} about={customer} value={from} onChange={setFrom} />
      )}
      <ProblemAlert error={decide.error} />
      {isRefusing ? (
        <Group gap="xs">
          <Button
            size="compact-sm"
            color="red"
            loading={decide.isPending}
            disabled={reason.trim() === ""}
            onClick={() => decide.mutate({ decision: "refuse", reason: reason.trim() })}
          >
            {t("reject")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setRefusing(false)}>
            {common("cancel")}
          </Button>
        </Group>
      ) : (
        <Group gap="xs">
          <Button
            size="compact-sm"
            aria-label={`${t("confirmJoining")}: ${customer}`}
            loading={decide.isPending}
            onClick={() =>
              decide.mutate({
                decision: "confirm",
                reason: "",
                ...(from !== "" && { effectiveFrom: from }),
              })
            }
          >
            {t("confirmJoining")}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setRefusing(true)}>
            {t("reject")}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
