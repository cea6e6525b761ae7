import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { isolated } from "../language/isolated.js";
import { toMinor } from "../language/formats.js";
import { MoneyField } from "../money/money-field.js";
import { ownResellerQuery } from "../money/resale-queries.js";
import { CustomerPicker } from "./customer-picker.js";
import { ProblemAlert } from "../parts/problem-alert.js";

/** A payment that finance received some other way, booked once per number of the bank. */
export function PaymentForm({
  tenantId,
  currency,
}: {
  readonly tenantId: string;
  readonly currency: string;
}) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const [reference, setReference] = useState("");
  const [key, setKey] = useState(() => crypto.randomUUID());
  const minor = toMinor(typed, currency);
  const book = useMutation({
    mutationFn: async (amount: string) =>
      bodyOf(
        await api.POST("/v1/top-ups", {
          params: { header: { "idempotency-key": key } },
          body: { tenantId, amount: { currency, minor: amount }, reference: reference.trim() },
        }),
      ),
    onSuccess: async () => {
      setTyped("");
      setReference("");
      setKey(crypto.randomUUID());
      notifications.show({ message: t("booked"), color: "green" });
      await queries.invalidateQueries({ queryKey: ["customers", tenantId] });
    },
  });
  return (
    <Form
      error={book.error}
      isPending={book.isPending}
      disabled={minor === undefined || minor === "0" || reference.trim() === ""}
      action={t("book")}
      onSubmit={() => {
        if (minor !== undefined) book.mutate(minor);
      }}
    >
      <MoneyField label={money("amount")} currency={currency} value={typed} onChange={setTyped} />
      <TextInput
        label={t("bankNumber")}
        dir="ltr"
        maxLength={200}
        value={reference}
        onChange={({ currentTarget: { value } }) => setReference(value)}
      />
    </Form>
  );
}

/** Whose customer a customer is. */
export function ResellerForm({ tenantId }: { readonly tenantId: string }) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const { data: own } = useQuery(ownResellerQuery(tenantId));
  const [resellerId, setResellerId] = useState("");
  const save = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.PUT("/v1/tenants/{id}/reseller", {
          params: { path: { id: tenantId } },
          body: { resellerId },
        }),
      ),
    onSuccess: async () => {
      notifications.show({ message: common("saved"), color: "green" });
      await queries.invalidateQueries({ queryKey: ["own-reseller"] });
    },
  });
  return (
    <Form
      error={save.error}
      isPending={save.isPending}
      action={common("save")}
      onSubmit={() => save.mutate()}
    >
      {own?.resellerId !== undefined && (
        <Text size="sm">
          {t("resellerNow", { name: isolated(own.resellerName ?? own.resellerId) })}
        </Text>
      )}
      <CustomerPicker
        label={t("resellerId")}
        description={t("resellerHint")}
        value={resellerId}
        onChange={setResellerId}
      />
    </Form>
  );
}

/** Fields with their refusal and their button. */
export function Form({
  error,
  isPending,
  disabled = false,
  action,
  onSubmit,
  children,
}: {
  readonly error: unknown;
  readonly isPending: boolean;
  readonly disabled?: boolean;
  readonly action: string;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack gap="sm">
        {children}
        <ProblemAlert error={error} />
        <Group>
          <Button type="submit" variant="default" loading={isPending} disabled={disabled}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
