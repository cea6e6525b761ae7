import { useTranslations } from "use-intl";

import { dropTexts } from "../compose/drop-texts.js";
import { outcomeTexts } from "../compose/outcome-texts.js";
import { hasText } from "../language/define-texts.js";

/** States of messages and reasons in the reader's language; a word that has no text stands for itself. */
export function useMessageState(): (word: string) => string {
  const t = useTranslations("report");
  const outcomes = useTranslations("outcome");
  const drops = useTranslations("drop");
  return (word) => {
    if (word === "released" || word === "submitted") return t(word);
    if (hasText(outcomeTexts, word)) return outcomes(word);
    return hasText(dropTexts, word) ? drops(word) : word;
  };
}
