import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { violationTexts } from "./violation-texts.js";

/** Names a violation of a pack by its code. */
export function useViolationName(): (code: string) => string {
  const t = useTranslations("violation");
  return (code) => (hasText(violationTexts, code) ? t(code) : code);
}
