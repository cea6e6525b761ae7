import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { LinkTabs } from "../parts/link-tabs.js";
import { Page } from "../parts/page.js";

/** What there is, how more comes in, the papers about it, and what a reseller earns. */
export function WalletFrame() {
  const t = useTranslations("money");
  const shell = useTranslations("shell");
  const { data: me } = useSuspenseQuery(meQuery);
  const mayOrder = me.permissions.includes("money:order");
  return (
    <Page title={shell("navWallet")} lead={t("lead")}>
      <LinkTabs
        label={shell("navWallet")}
        tabs={[
          { to: "/wallet", label: t("tabBalance"), exact: true },
          ...(mayOrder ? [{ to: "/wallet/top-up", label: t("tabTopUp") } as const] : []),
          { to: "/wallet/papers", label: t("tabPapers") },
          { to: "/wallet/resale", label: t("tabResale") },
        ]}
      />
      <Outlet />
    </Page>
  );
}
