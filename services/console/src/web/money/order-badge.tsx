import { Badge } from "@mantine/core";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { moneyTexts } from "./texts.js";

const colours: Readonly<Record<string, string>> = {
  paid: "green",
  rejected: "red",
  failed: "red",
  expired: "gray",
  awaiting_review: "blue",
};

/** Where an order stands, coloured by what it means for the payer. */
export function OrderBadge({ status }: { readonly status: string }) {
  const t = useTranslations("money");
  const key = `order_${status}`;
  return (
    <Badge color={colours[status] ?? "orange"}>{hasText(moneyTexts, key) ? t(key) : status}</Badge>
  );
}
