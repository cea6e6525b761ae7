import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { AccessFrame } from "../access/access-frame.js";
import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { problemOf } from "../api/problem.js";
import type { components } from "../api/gen/schema.js";
import { isolated } from "../language/isolated.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";

type Read = components["schemas"]["ReadResaleInvitation"];

/** The link of a reseller's invitation: who invites, and the company's own word to it. */
export function JoinPage() {
  const t = useTranslations("money");
  const { code } = useParams({ from: "/join/$code" });
  const read = useQuery({
    queryKey: ["resale-invitation", code],
    queryFn: async () =>
      bodyOf(await api.POST("/v1/resale-invitations/reading", { body: { code } })),
    retry: false,
  });
  return (
    <AccessFrame title={t("joinTitle")}>
      <QueryView query={read} rows={2}>
        {(it) => <Invited code={code} read={it} />}
      </QueryView>
    </AccessFrame>
  );
}

function Invited({ code, read }: { readonly code: string; readonly read: Read }) {
  const t = useTranslations("money");
  const format = useFormat();
  const me = useQuery({ ...meQuery, retry: false });
  const { resellerName = "—", name, state, expiresAt } = read;
  const isStranger = me.isError && problemOf(me.error).status === 401;
  return (
    <Stack>
      <Text>{t("joinLead", { reseller: isolated(resellerName), name: isolated(name) })}</Text>
      {state === "open" && expiresAt !== undefined && (
        <Text size="sm" c="dimmed">
          {t("validUntil", { day: format.date(expiresAt) })}
        </Text>
      )}
      {state === "expired" || state === "withdrawn" ? (
        <Alert color="red">{t(`invited_${state}`)}</Alert>
      ) : (
        <>
          {isStranger && <WaysIn code={code} providerId={read.providerId} />}
          {me.data !== undefined &&
            (me.data.permissions.includes("resale:write") ? (
              <Acceptance code={code} company={me.data.tenant?.name ?? ""} />
            ) : (
              <>
                <Alert color="orange">{t("joinNoOwner")}</Alert>
                <WaysIn code={code} providerId={read.providerId} />
              </>
            ))}
        </>
      )}
    </Stack>
  );
}

function WaysIn({ code, providerId }: { readonly code: string; readonly providerId: string }) {
  const t = useTranslations("access");
  const next = `/join/${code}`;
  return (
    <Group>
      <Button
        renderRoot={(props) => (
          <Link to="/sign-up" search={{ provider: providerId, next }} {...props} />
        )}
      >
        {t("signUp")}
      </Button>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/login" search={{ next }} {...props} />}
      >
        {t("login")}
      </Button>
    </Group>
  );
}

function Acceptance({ code, company }: { readonly code: string; readonly company: string }) {
  const t = useTranslations("money");
  const queries = useQueryClient();
  const accept = useMutation({
    mutationFn: async () =>
      bodyOf(await api.POST("/v1/resale-invitations/acceptance", { body: { code } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["own-reseller"] }),
  });
  if (accept.data !== undefined) {
    const { resellerName, resellerId, state } = accept.data;
    return (
      <Stack>
        <Alert color={state === "refused" ? "red" : "green"} title={t(`invited_${state}`)}>
          {state === "accepted" && t("joinWaits", { name: isolated(resellerName ?? resellerId) })}
        </Alert>
        <Group>
          <Button renderRoot={(props) => <Link to="/wallet/resale" {...props} />}>
            {t("toResale")}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack>
      <ProblemAlert error={accept.error} />
      <Group>
        <Button loading={accept.isPending} onClick={() => accept.mutate()}>
          {t("joinAs", { name: company })}
        </Button>
      </Group>
    </Stack>
  );
}
