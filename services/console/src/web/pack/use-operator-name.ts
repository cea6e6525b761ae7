import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { operatorTexts } from "./operator-texts.js";

/** An operator as its customers call it; a code that no pack knows stays as it is. */
export function useOperatorName(): (code: string) => string {
  const t = useTranslations("operator");
  return (code) => (hasText(operatorTexts, code) ? t(code) : code);
}
