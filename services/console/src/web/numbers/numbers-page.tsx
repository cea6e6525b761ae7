import { useTranslations } from "use-intl";

import { Page } from "../parts/page.js";

/** Begins here. */
export function NumbersPage() {
  const t = useTranslations("shell");
  return <Page title={t("navNumbers")}>{null}</Page>;
}
