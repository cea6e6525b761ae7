import { Anchor, Badge, Button, Card, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { usePeople } from "../desk/use-people.js";
import { useFormat } from "../language/use-format.js";
import { paymentCasesQuery, type PaymentCase } from "../money/queries.js";
import { WhyPayment } from "../money/why-payment.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { useCustomerNames } from "./use-customer-names.js";

/** Payments that came twice or too late, each to be credited or refunded; nothing while none waits. */
export function PaymentCasesCard() {
  const money = useTranslations("money");
  const { data: cases = [] } = useQuery({ ...paymentCasesQuery("open"), refetchInterval: 15_000 });
  const nameOf = useCustomerNames(cases.map(({ tenantId }) => tenantId));
  if (cases.length === 0) return null;
  return (
    <Card component="section" aria-label={money("payments")}>
      <Stack>
        <Group gap="xs">
          <Title order={2} size="h4">
            {money("payments")}
          </Title>
          <Badge variant="light">{cases.length}</Badge>
        </Group>
        {cases.map((each) => (
          <Waiting key={each.caseId} payment={each} customer={nameOf(each.tenantId)} />
        ))}
      </Stack>
    </Card>
  );
}

function Waiting({
  payment: { caseId, tenantId, amount, receipt, why, cameAt, proposed },
  customer,
}: {
  readonly payment: PaymentCase;
  readonly customer: string;
}) {
  const format = useFormat();
  return (
    <Stack gap={6}>
      <Text fw={600}>
        <span className="num">{amount === undefined ? "—" : format.money(amount)}</span> ·{" "}
        <Anchor
          renderRoot={(props) => (
            <Link to="/finance/customers" search={{ id: tenantId }} {...props} />
          )}
        >
          <bdi>{customer}</bdi>
        </Anchor>
      </Text>
      <Text size="sm">
        <WhyPayment why={why} />
        {cameAt !== undefined && ` (${format.dateTime(cameAt)})`}
      </Text>
      <Text size="xs" c="dimmed">
        <bdi className="ltr code">{receipt}</bdi>
      </Text>
      <PaymentDecision caseId={caseId} proposed={proposed} />
    </Stack>
  );
}

/** Adds it to the wallet, or books that it went back under the bank's number; much is decided by two. */
function PaymentDecision({
  caseId,
  proposed,
}: {
  readonly caseId: string;
  readonly proposed: PaymentCase["proposed"] | undefined;
}) {
  const t = useTranslations("finance");
  const queries = useQueryClient();
  const [reference, setReference] = useState("");
  const decide = useMutation({
    mutationFn: async (body: Wanted) =>
      bodyOf(
        await api.POST("/v1/payment-cases/{id}/decision", {
          params: { path: { id: caseId } },
          body,
        }),
      ),
    onSuccess: ({ status }) => {
      const told = { credited: t("paymentCredited"), refunded: t("paymentRefunded") };
      const isDecided = status === "credited" || status === "refunded";
      notifications.show({
        message: isDecided ? told[status] : t("paymentProposed"),
        color: isDecided ? "green" : "blue",
      });
    },
    // Whoever came too late sees what is left.
    onSettled: () => queries.invalidateQueries({ queryKey: ["payment-cases"] }),
  });
  const { isPending, variables } = decide;
  return (
    <Stack gap="xs">
      {proposed !== undefined && (
        <Proposed proposed={proposed} isPending={isPending} onAgree={decide.mutate} />
      )}
      <ProblemAlert error={decide.error} />
      <Group align="flex-end" gap="md">
        <TextInput
          label={t("refundNumber")}
          description={t("refundNumberHint")}
          maxLength={200}
          dir="ltr"
          autoComplete="off"
          value={reference}
          onChange={({ currentTarget: { value } }) => setReference(value)}
        />
        <Button
          variant="default"
          loading={isPending && variables.decision === "refund"}
          disabled={isPending || reference.trim() === ""}
          onClick={() => decide.mutate({ decision: "refund", reference: reference.trim() })}
        >
          {t("refundPayment")}
        </Button>
        <Button
          title={t("creditPaymentHint")}
          loading={isPending && variables.decision === "credit"}
          disabled={isPending}
          onClick={() => decide.mutate({ decision: "credit", reference: "" })}
        >
          {t("creditPayment")}
        </Button>
      </Group>
    </Stack>
  );
}

type Wanted = { readonly decision: "credit" | "refund"; readonly reference: string };

/** What one person wants: another one agrees, or anybody decides otherwise, which takes its place. */
function Proposed({
  proposed: { decision: word, reference = "", by },
  isPending,
  onAgree,
}: {
  readonly proposed: NonNullable<PaymentCase["proposed"]>;
  readonly isPending: boolean;
  readonly onAgree: (wanted: Wanted) => void;
}) {
  const t = useTranslations("finance");
  const { nameOf, isMe } = usePeople();
  const decision = word === "refund" ? "refund" : "credit";
  const who = nameOf(by);
  return (
    <Stack gap={6} align="flex-start">
      <Text size="sm">
        {decision === "refund"
          ? t("refundProposed", { who, reference })
          : t("creditProposed", { who })}
      </Text>
      {isMe(by) ? (
        <Text size="sm">{t("anotherAgrees")}</Text>
      ) : (
        <Button
          size="compact-sm"
          disabled={isPending}
          onClick={() => onAgree({ decision, reference })}
        >
          {t("agree")}
        </Button>
      )}
    </Stack>
  );
}
