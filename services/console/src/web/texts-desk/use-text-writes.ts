import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { ReasonCode, TextCase, TextDecision } from "./queries.js";

type Decision = {
  readonly decision: TextDecision["decision"];
  readonly note: string;
  readonly reasons: readonly ReasonCode[];
};

/** What an expert does at a case; whatever came of it, the case is read again. */
export function useTextWrites({ caseId: id, version: expectedVersion }: TextCase) {
  const t = useTranslations("textsDesk");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const readAgain = () => queries.invalidateQueries({ queryKey: ["desk", "texts"] });
  const decide = useMutation({
    mutationFn: async ({ decision, note, reasons }: Decision) =>
      bodyOf(
        await api.POST("/v1/desk/texts/{id}/decision", {
          params: { path: { id } },
          body: {
            decision,
            category: "",
            note,
            reasons: reasons.map((code) => ({ code, note: "" })),
            expectedVersion,
          },
        }),
      ),
    onSuccess: async ({ case: { pending } }) => {
      notifications.show({ message: t("decided"), color: "green" });
      if (pending === undefined) await navigate({ to: "/texts", search: {} });
    },
    onSettled: readAgain,
  });
  const take = useMutation({
    mutationFn: () =>
      api.POST("/v1/desk/texts/{id}/assignment", {
        params: { path: { id } },
        body: { assignee: "me", expectedVersion },
      }),
    onSettled: readAgain,
  });
  const withdraw = useMutation({
    mutationFn: () =>
      api.DELETE("/v1/desk/texts/{id}/pending-decision", {
        params: { path: { id }, query: { expectedVersion } },
      }),
    onSettled: readAgain,
  });
  return { decide, take, withdraw };
}
