import { Button, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { useRef } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { NewPlan } from "../plans/queries.js";

/** Starts a plan of what was forecast; a second click starts no second one. */
export function PlanButton({ plan }: { readonly plan: NewPlan }) {
  const t = useTranslations("compose");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const key = useRef({ about: "", name: "" });
  const start = useMutation({
    mutationFn: async () => {
      const about = JSON.stringify(plan);
      if (key.current.about !== about) key.current = { about, name: crypto.randomUUID() };
      const params = { header: { "idempotency-key": key.current.name } };
      return bodyOf(await api.POST("/v1/plans", { body: plan, params }));
    },
    onSuccess: async ({ planId }) => {
      await queries.invalidateQueries({ queryKey: ["plans"] });
      await navigate({ to: "/campaigns/plans/$planId", params: { planId } });
    },
  });
  return (
    <Stack gap="xs">
      <ProblemAlert error={start.error} />
      <Button
        size="md"
        leftSection={<CalendarClock size={18} aria-hidden />}
        loading={start.isPending}
        onClick={() => start.mutate()}
      >
        {t("startPlan")}
      </Button>
    </Stack>
  );
}
