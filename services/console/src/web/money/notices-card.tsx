import { Alert, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { toLatinDigits, toMinor, toTyped } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { useLanguage } from "../language/language-provider.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { MoneyField } from "./money-field.js";
import { noticesQuery, walletQuery, type MoneyNotices } from "./queries.js";

/** Below which balance to warn, and on which phones. */
export function NoticesCard() {
  const t = useTranslations("money");
  const notices = useQuery(noticesQuery);
  const wallet = useQuery(walletQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  return (
    <Card component="section">
      <Title order={2} size="h4">
        {t("notices")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("noticesLead")}
      </Text>
      <QueryView query={notices} rows={2}>
        {(it) => (
          <Stack gap="sm">
            {it.withoutSender && <Alert color="yellow">{t("withoutSender")}</Alert>}
            {me.permissions.includes("money:order") ? (
              <NoticeForm notices={it} currency={wallet.data?.available?.currency ?? ""} />
            ) : (
              <Told notices={it} />
            )}
          </Stack>
        )}
      </QueryView>
    </Card>
  );
}

function Told({ notices: { lowBalance, phones } }: { readonly notices: MoneyNotices }) {
  const t = useTranslations("money");
  const format = useFormat();
  return (
    <Text size="sm">
      {lowBalance === undefined ? t("noWarning") : format.money(lowBalance)}
      {phones.map((phone) => (
        <bdi key={phone} className="ltr num">
          {` · ${format.digits(phone)}`}
        </bdi>
      ))}
    </Text>
  );
}

function NoticeForm({
  notices,
  currency,
}: {
  readonly notices: MoneyNotices;
  readonly currency: string;
}) {
  const t = useTranslations("money");
  const common = useTranslations("common");
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [below, setBelow] = useState(
    notices.lowBalance === undefined ? "" : toTyped(notices.lowBalance),
  );
  const [phones, setPhones] = useState(notices.phones.join(" "));
  const minor = toMinor(below, currency || "IRR");
  const save = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.PUT("/v1/wallet/notices", {
          body: {
            ...(minor !== undefined && { lowBalance: { currency, minor } }),
            phones: toLatinDigits(phones)
              .split(/[\s,;،]+/u)
              .filter((phone) => phone !== ""),
            language,
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["wallet", "notices"] });
      notifications.show({ message: common("saved"), color: "green" });
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        <MoneyField
          label={t("warnBelow")}
          hint={t("warnBelowHint")}
          currency={currency || "IRR"}
          value={below}
          onChange={setBelow}
        />
        <TextInput
          label={t("phones")}
          description={t("phonesHint")}
          dir="ltr"
          value={phones}
          onChange={({ currentTarget: { value } }) => setPhones(value)}
        />
        <ProblemAlert error={save.error} />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={currency === "" || (below.trim() !== "" && minor === undefined)}
          >
            {common("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
