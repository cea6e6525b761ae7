import { useCallback } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../../language/define-texts.js";
import { eventTexts } from "../../parts/state-texts.js";
import { deskEventTexts } from "../event-texts.js";

/** What happened, in the reader's words. */
export function useEventName(): (event: string) => string {
  const events = useTranslations("event");
  const desk = useTranslations("deskEvent");
  return useCallback(
    (event) => {
      if (event.startsWith("refused:")) return desk("refusedStep");
      if (hasText(eventTexts, event)) return events(event);
      return hasText(deskEventTexts, event) ? desk(event) : event;
    },
    [desk, events],
  );
}

/** A decision, as its button says it. */
export function useDecisionName(): (event: string) => string {
  const desk = useTranslations("deskEvent");
  return useCallback((event) => (hasText(deskEventTexts, event) ? desk(event) : event), [desk]);
}
