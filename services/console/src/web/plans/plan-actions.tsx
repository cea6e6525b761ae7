import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Plan } from "./queries.js";

type Step = "pause" | "resume" | "end";

/** Holding a plan back, going on with it, and ending it after one more question. */
export function PlanActions({ plan: { planId, state } }: { readonly plan: Plan }) {
  const t = useTranslations("plan");
  const common = useTranslations("common");
  const { data: me } = useSuspenseQuery(meQuery);
  const queries = useQueryClient();
  const [ending, setEnding] = useState(false);
  const step = useMutation({
    mutationFn: (word: Step) =>
      api.POST(`/v1/plans/{id}/${word}`, { params: { path: { id: planId } } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["plans"] }),
  });
  if (state === "ended" || !me.permissions.includes("campaigns:write")) return null;
  const other = state === "paused" ? "resume" : "pause";
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {ending ? (
          <>
            <Text size="sm">{t("endText")}</Text>
            <Button size="xs" variant="default" onClick={() => setEnding(false)}>
              {common("back")}
            </Button>
            <Button
              size="xs"
              color="red"
              loading={step.isPending}
              onClick={() => step.mutate("end")}
            >
              {t("end")}
            </Button>
          </>
        ) : (
          <>
            <Button
              size="xs"
              variant="default"
              loading={step.isPending}
              onClick={() => step.mutate(other)}
            >
              {t(other)}
            </Button>
            <Button size="xs" variant="light" color="red" onClick={() => setEnding(true)}>
              {t("end")}
            </Button>
          </>
        )}
      </Group>
      <ProblemAlert error={step.error} />
    </Stack>
  );
}
