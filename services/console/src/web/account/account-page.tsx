import { useTranslations } from "use-intl";

import { Page } from "../parts/page.js";

/** Begins here. */
export function AccountPage() {
  const t = useTranslations("shell");
  return <Page title={t("navAccount")}>{null}</Page>;
}
