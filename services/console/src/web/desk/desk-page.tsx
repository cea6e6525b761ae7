import { useTranslations } from "use-intl";

import { Page } from "../parts/page.js";

/** Begins here. */
export function DeskPage() {
  const t = useTranslations("shell");
  return <Page title={t("navDesk")}>{null}</Page>;
}
