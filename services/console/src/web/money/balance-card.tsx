import { Alert, Badge, Card, Group, SimpleGrid, Stack, Title } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { Figure } from "../compose/figure.js";
import { isCredit } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { LinkButton } from "../parts/link-button.js";
import { QueryView } from "../parts/query-view.js";
import { walletQuery, type Wallet } from "./queries.js";

/** What can be spent, what is reserved, what is owed, and on which terms. */
export function BalanceCard() {
  const wallet = useQuery(walletQuery);
  return (
    <Card component="section">
      <QueryView query={wallet} rows={1} rowHeight={92}>
        {(it) => <Balance wallet={it} />}
      </QueryView>
    </Card>
  );
}

function Balance({ wallet }: { readonly wallet: Wallet }) {
  const t = useTranslations("money");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const { available, held, owed, mode, creditLimit } = wallet;
  const postpaid = mode === "postpaid";
  const owes = owed !== undefined && owed.minor !== "0";
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Group gap="xs">
          <Title order={2} size="h4">
            {t("balance")}
          </Title>
          <Badge color={postpaid ? "blue" : "gray"}>
            {postpaid ? t("postpaid") : t("prepaid")}
          </Badge>
        </Group>
        {me.permissions.includes("money:order") && (
          <LinkButton to="/wallet/top-up" search={{}} size="sm">
            {t("topUp")}
          </LinkButton>
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="xs">
        <Figure
          label={t("available")}
          value={available === undefined ? "—" : format.money(available)}
        />
        <Figure
          label={t("held")}
          value={held === undefined ? "—" : format.money(held)}
          hint={t("heldHint")}
        />
        {postpaid && creditLimit !== undefined && (
          <Figure label={t("limit")} value={format.money(creditLimit)} hint={t("limitHint")} />
        )}
        {owes && <Figure label={t("owed")} value={format.money(owed)} hint={t("owedHint")} />}
      </SimpleGrid>
      {available !== undefined && isCredit(available.currency) && (
        <Alert p="xs">{t("creditsApart")}</Alert>
      )}
    </Stack>
  );
}
