import { useTranslations } from "use-intl";

import { outcomeTexts } from "../compose/outcome-texts.js";
import { hasText } from "../language/define-texts.js";

/** States of messages and reasons in the reader's language; a word that has no text stands for itself. */
export function useMessageState(): (word: string) => string {
  const t = useTranslations("report");
  const outcomes = useTranslations("outcome");
  return (word) => {
    if (word === "released" || word === "submitted") return t(word);
    return hasText(outcomeTexts, word) ? outcomes(word) : word;
  };
}
