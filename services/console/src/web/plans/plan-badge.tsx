import { Badge } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Plan } from "./queries.js";

const colours = { running: "green", paused: "orange", ended: "gray", unknown: "gray" } as const;

/** A plan's state in one word. */
export function PlanBadge({ state }: { readonly state: Plan["state"] }) {
  const t = useTranslations("plan");
  return <Badge color={colours[state]}>{t(`state_${state}`)}</Badge>;
}
