import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { moneyTexts } from "./texts.js";

/** Why no order waited for a payment, in words. */
export function WhyPayment({ why }: { readonly why: string }) {
  const t = useTranslations("money");
  const key = `why_${why}`;
  return <>{hasText(moneyTexts, key) ? t(key) : why}</>;
}
