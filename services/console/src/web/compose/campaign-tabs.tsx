import { useTranslations } from "use-intl";

import { LinkTabs } from "../parts/link-tabs.js";

/** What is sent once, and what comes back. */
export function CampaignTabs() {
  const t = useTranslations("campaign");
  return (
    <LinkTabs
      label={t("title")}
      tabs={[
        { to: "/campaigns", label: t("tabCampaigns"), exact: true },
        { to: "/campaigns/plans", label: t("tabPlans") },
      ]}
    />
  );
}
