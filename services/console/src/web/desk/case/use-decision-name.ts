import { useCallback } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../../language/define-texts.js";
import { deskEventTexts } from "../event-texts.js";

/** A decision, as its button says it. */
export function useDecisionName(): (event: string) => string {
  const desk = useTranslations("deskEvent");
  return useCallback((event) => (hasText(deskEventTexts, event) ? desk(event) : event), [desk]);
}
