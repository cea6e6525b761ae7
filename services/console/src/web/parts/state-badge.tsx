import { Badge } from "@mantine/core";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { stateTexts } from "./state-texts.js";

const GOOD = [
  "active",
  "active_service",
  "active_advertising",
  "approved",
  "held",
  "fresh",
  "valid",
];
const BAD = ["rejected", "refused", "removed", "expired", "missing", "overdue", "invalid"];
const WAITS_FOR_YOU = [
  "not_examined",
  "returned",
  "originals_awaited",
  "suspended",
  "refresh_due",
  "expires_soon",
  "manual_review",
];

/** A state in one word, coloured by what it means for the reader. */
export function StateBadge({ state }: { readonly state: string }) {
  const t = useTranslations("state");
  return <Badge color={colourOf(state)}>{hasText(stateTexts, state) ? t(state) : state}</Badge>;
}

function colourOf(state: string): string {
  if (GOOD.includes(state)) return "green";
  if (BAD.includes(state)) return "red";
  if (WAITS_FOR_YOU.includes(state)) return "orange";
  return "blue";
}
