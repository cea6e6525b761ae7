import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";

/** What a refusal stops, as `reach.refusal.stops` of each market's pack says; a test keeps both alike. */
export const stopped = { IR: "everything", TR: "marketing", VN: "advertising" } as const;

/** What a refusal stops in a market, in the reader's words; empty where we do not know. */
export function useStoppedWords(market: string): string {
  const t = useTranslations("complaint");
  return hasText(stopped, market) ? t(`stops_${stopped[market]}`) : "";
}
