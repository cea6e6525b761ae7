import {
  Alert,
  Anchor,
  Badge,
  Button,
  Card,
  Group,
  PasswordInput,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { QRCodeSVG } from "qrcode.react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { SHORTEST_PASSWORD } from "../access/rules.js";
import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { toLatinDigits } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { SecretOnce } from "../parts/secret-once.js";

/** One's own password, codes and sessions. */
export function SecurityTab() {
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <PasswordCard />
        <TotpCard />
      </SimpleGrid>
      <SessionsCard />
    </Stack>
  );
}

function PasswordCard() {
  const t = useTranslations("account");
  const access = useTranslations("access");
  const common = useTranslations("common");
  const form = useForm({
    initialValues: { current: "", next: "" },
    validate: {
      current: (current) => (current === "" ? access("required") : null),
      next: (next) =>
        next.length >= SHORTEST_PASSWORD
          ? null
          : access("passwordShort", { count: SHORTEST_PASSWORD }),
    },
  });
  const change = useMutation({
    mutationFn: (body: typeof form.values) => api.POST("/v1/me/password", { body }),
    onSuccess: () => form.reset(),
  });
  const eye = { "aria-label": access("showPassword") };
  return (
    <Card component="section">
      <form noValidate onSubmit={form.onSubmit((values) => change.mutate(values))}>
        <Stack>
          <Title order={2} size="h4">
            {t("password")}
          </Title>
          <PasswordInput
            label={t("currentPassword")}
            autoComplete="current-password"
            dir="ltr"
            visibilityToggleButtonProps={eye}
            {...form.getInputProps("current")}
          />
          <PasswordInput
            label={t("nextPassword")}
            autoComplete="new-password"
            dir="ltr"
            visibilityToggleButtonProps={eye}
            {...form.getInputProps("next")}
          />
          {change.isError && <ProblemAlert error={change.error} />}
          {change.isSuccess && <Alert color="green">{common("saved")}</Alert>}
          <Group>
            <Button type="submit" loading={change.isPending}>
              {t("changePassword")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function TotpCard() {
  const t = useTranslations("account");
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const isOn = me.person?.totpEnabled ?? false;
  const [code, setCode] = useState("");
  const begin = useMutation({
    mutationFn: async () => bodyOf(await api.POST("/v1/me/totp")),
  });
  const done = async () => {
    setCode("");
    begin.reset();
    await queries.invalidateQueries({ queryKey: ["me"] });
  };
  const confirm = useMutation({
    mutationFn: () => api.POST("/v1/me/totp/confirm", { body: { code: toLatinDigits(code) } }),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => api.DELETE("/v1/me/totp", { body: { code: toLatinDigits(code) } }),
    onSuccess: done,
  });
  const secret = begin.data;
  const failure = begin.error ?? confirm.error ?? remove.error;
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          {t("totp")}
        </Title>
        <Text size="sm">{isOn ? t("totpOn") : t("totpOff")}</Text>
        {!isOn && secret === undefined && (
          <Group>
            <Button loading={begin.isPending} onClick={() => begin.mutate()}>
              {t("totpBegin")}
            </Button>
          </Group>
        )}
        {secret !== undefined && (
          <>
            <Text size="sm">{t("totpScan")}</Text>
            <QRCodeSVG
              value={secret.uri}
              size={176}
              marginSize={4}
              role="img"
              title={t("totpQr")}
              className="ltr"
            />
            <SecretOnce text={t("totpAdd")} secret={secret.secret} />
            <Anchor href={secret.uri} size="sm">
              {t("totpOpen")}
            </Anchor>
          </>
        )}
        {(isOn || secret !== undefined) && (
          <Group align="flex-end">
            <TextInput
              label={t("code")}
              inputMode="numeric"
              autoComplete="one-time-code"
              dir="ltr"
              w={140}
              value={code}
              onChange={({ currentTarget }) => setCode(currentTarget.value)}
            />
            <Button
              variant={isOn ? "default" : "filled"}
              disabled={code === ""}
              loading={confirm.isPending || remove.isPending}
              onClick={() => (isOn ? remove.mutate() : confirm.mutate())}
            >
              {isOn ? t("totpRemove") : t("confirm")}
            </Button>
          </Group>
        )}
        {failure !== null && <ProblemAlert error={failure} />}
      </Stack>
    </Card>
  );
}

function SessionsCard() {
  const t = useTranslations("account");
  const format = useFormat();
  const queries = useQueryClient();
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: async () => bodyOf(await api.GET("/v1/sessions")).sessions,
  });
  const end = useMutation({
    mutationFn: (id: string) => api.DELETE("/v1/sessions/{id}", { params: { path: { id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="xs">
        {t("sessions")}
      </Title>
      {end.isError && <ProblemAlert error={end.error} />}
      <QueryView query={sessions} rows={2} rowHeight={40}>
        {(all) => (
          <Table className={css["stacked"] ?? ""}>
            <Table.Tbody>
              {all.map(({ sessionId, createdAt, lastUsedAt, remoteAddress = "", current }) => (
                <Table.Tr key={sessionId}>
                  <Table.Td>
                    <span className="ltr code">{remoteAddress}</span>{" "}
                    {current && <Badge color="green">{t("thisSession")}</Badge>}
                  </Table.Td>
                  <Table.Td>
                    {createdAt !== undefined && t("since", { date: format.dateTime(createdAt) })}
                  </Table.Td>
                  <Table.Td>{lastUsedAt !== undefined && format.dateTime(lastUsedAt)}</Table.Td>
                  <Table.Td ta="end">
                    {!current && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={`${t("endSession")}: ${remoteAddress} ${createdAt ?? ""}`}
                        onClick={() => end.mutate(sessionId)}
                      >
                        {t("endSession")}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </QueryView>
    </Card>
  );
}
