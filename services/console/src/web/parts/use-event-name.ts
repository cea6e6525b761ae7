import { useCallback } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { eventTexts } from "./state-texts.js";

/** What happened, in the reader's words; `suspend:proposed` waits for a second person. */
export function useEventName(): (event: string) => string {
  const events = useTranslations("event");
  return useCallback(
    (event) => {
      if (event.startsWith("refused:")) return events("refusedStep");
      const [name = "", proposed] = event.split(":");
      const told = hasText(eventTexts, name) ? events(name, { event: "" }) : name;
      return proposed === "proposed" ? events("proposed", { event: told }) : told;
    },
    [events],
  );
}
