import { useTranslations } from "use-intl";

import { Page } from "../parts/page.js";

/** Begins here. */
export function TitlesPage() {
  const t = useTranslations("shell");
  return <Page title={t("navTitles")}>{null}</Page>;
}
