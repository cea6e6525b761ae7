import { useTranslations } from "use-intl";

import { Page } from "../parts/page.js";

/** Begins here. */
export function CompanyPage() {
  const t = useTranslations("shell");
  return <Page title={t("navCompany")}>{null}</Page>;
}
