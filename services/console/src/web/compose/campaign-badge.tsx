import { Badge } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Campaign } from "./queries.js";

const colours: Readonly<Partial<Record<Campaign["state"], string>>> = {
  finished: "green",
  refused: "red",
  unfunded: "orange",
  held: "orange",
  paused: "orange",
  cancelled: "gray",
  forecast: "gray",
};

/** A campaign's state in one word. */
export function CampaignBadge({ state }: { readonly state: Campaign["state"] }) {
  const t = useTranslations("campaign");
  return <Badge color={colours[state] ?? "blue"}>{t(`state_${state}`)}</Badge>;
}
