import { Button, Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { toMinor, toTyped } from "../language/formats.js";
import { MoneyField } from "../money/money-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { CHARGED, useCharged, type Charged } from "./charged.js";
import { useSaid } from "./use-said.js";

/** Prepaid, or postpaid with a limit; and who pays for what does not arrive. */
export function TermsForm({
  terms: { tenantId, mode: now, creditLimit, paysFor },
  currency,
}: {
  readonly terms: components["schemas"]["PaymentTerms"];
  readonly currency: string;
}) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const common = useTranslations("common");
  const chargedWords = useCharged();
  const said = useSaid(tenantId);
  const [mode, setMode] = useState<"prepaid" | "postpaid">(
    now === "postpaid" ? "postpaid" : "prepaid",
  );
  const [limit, setLimit] = useState(creditLimit === undefined ? "" : toTyped(creditLimit));
  const [charged, setCharged] = useState<Charged>(
    CHARGED.find((word) => word === paysFor) ?? "market",
  );
  const [key, setKey] = useState(() => crypto.randomUUID());
  const minor = toMinor(limit, currency);
  const save = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.PUT("/v1/tenants/{id}/payment-terms", {
          params: {
            path: { id: tenantId },
            header: { "idempotency-key": `${key}-${mode}-${minor}-${charged}` },
          },
          body: {
            mode,
            paysFor: charged,
            ...(mode === "postpaid" && { creditLimit: { currency, minor: minor ?? "0" } }),
          },
        }),
      ),
    onSuccess: async (answer) => {
      setKey(crypto.randomUUID());
      await said("proposalId" in answer);
    },
  });
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t("terms")}
        data={[
          { value: "prepaid", label: money("prepaid") },
          { value: "postpaid", label: money("postpaid") },
        ]}
        value={mode}
        onChange={(word) => setMode(word === "postpaid" ? "postpaid" : "prepaid")}
      />
      {mode === "postpaid" ? (
        <MoneyField label={money("limit")} currency={currency} value={limit} onChange={setLimit} />
      ) : (
        <Text size="sm" c="dimmed">
          {t("prepaidHint")}
        </Text>
      )}
      <Select
        label={t("charged")}
        description={t("chargedHint")}
        allowDeselect={false}
        data={CHARGED.map((word) => ({ value: word, label: chargedWords(word) }))}
        value={charged}
        onChange={(word) => setCharged(CHARGED.find((known) => known === word) ?? "market")}
      />
      <ProblemAlert error={save.error} />
      <Group>
        <Button
          variant="default"
          loading={save.isPending}
          disabled={mode === "postpaid" && minor === undefined}
          onClick={() => save.mutate()}
        >
          {common("save")}
        </Button>
      </Group>
    </Stack>
  );
}
