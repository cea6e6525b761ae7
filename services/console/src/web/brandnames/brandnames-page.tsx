import { useTranslations } from "use-intl";

import { Page } from "../parts/page.js";

/** Begins here. */
export function BrandnamesPage() {
  const t = useTranslations("shell");
  return <Page title={t("navBrandnames")}>{null}</Page>;
}
