import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";

type Decision = {
  readonly decision: "confirm" | "reject";
  readonly receipt: string;
  readonly reason: string;
};

/** Says that a transfer came, by the bank's number of it, or why it does not count. */
export function TransferDecision({ orderId }: { readonly orderId: string }) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [receipt, setReceipt] = useState("");
  const [reason, setReason] = useState("");
  const [isRejecting, setRejecting] = useState(false);
  const decide = useMutation({
    mutationFn: async (body: Decision) =>
      bodyOf(
        await api.POST("/v1/orders/{id}/decision", { params: { path: { id: orderId } }, body }),
      ),
    onSuccess: async ({ status }) => {
      notifications.show({
        message: status === "paid" ? t("confirmed") : t("rejected"),
        color: "green",
      });
      await queries.invalidateQueries({ queryKey: ["orders"] });
    },
  });
  if (isRejecting)
    return (
      <Stack gap="sm">
        <Textarea
          label={t("reason")}
          description={t("reasonHint")}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <ProblemAlert error={decide.error} />
        <Group>
          <Button
            color="red"
            loading={decide.isPending}
            disabled={reason.trim() === ""}
            onClick={() =>
              decide.mutate({ decision: "reject", receipt: "", reason: reason.trim() })
            }
          >
            {t("reject")}
          </Button>
          <Button variant="default" onClick={() => setRejecting(false)}>
            {common("cancel")}
          </Button>
        </Group>
      </Stack>
    );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate({ decision: "confirm", receipt: receipt.trim(), reason: "" });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t("bankNumber")}
          description={t("bankNumberHint")}
          maxLength={200}
          dir="ltr"
          autoComplete="off"
          value={receipt}
          onChange={({ currentTarget: { value } }) => setReceipt(value)}
        />
        <ProblemAlert error={decide.error} />
        <Group>
          <Button type="submit" loading={decide.isPending} disabled={receipt.trim() === ""}>
            {t("confirm")}
          </Button>
          <Button variant="default" onClick={() => setRejecting(true)}>
            {t("reject")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
