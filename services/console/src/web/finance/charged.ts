import { useTranslations } from "use-intl";

/** Which messages are charged: as the contract says, or as the market's rule does. */
export const CHARGED = ["market", "accepted_by_operator", "delivered"] as const;
export type Charged = (typeof CHARGED)[number];

/** What is charged, in words; the market's rule where no contract says otherwise. */
export function useCharged(): (word?: string) => string {
  const t = useTranslations("finance");
  return (word) => t(`charged_${CHARGED.find((known) => known === word) ?? "market"}`);
}
