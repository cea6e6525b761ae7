import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { LinkTabs } from "../parts/link-tabs.js";
import { Page } from "../parts/page.js";

/** People, keys, one's own security, and what happened; each for who may see it. */
export function AccountPage() {
  const t = useTranslations("account");
  const shell = useTranslations("shell");
  const { data: me } = useSuspenseQuery(meQuery);
  const may = (permission: string): boolean => me.permissions.includes(permission);
  // What belongs to no customer is the administrators' matter.
  const seesTrail =
    may("audit:read") && (me.staffOf === undefined || me.roles.includes("administrator"));
  return (
    <Page title={shell("navAccount")} lead={t("lead")}>
      <LinkTabs
        label={shell("navAccount")}
        tabs={[
          { to: "/account", label: t("tabPeople"), exact: true },
          ...(may("keys:read") ? [{ to: "/account/keys", label: t("tabKeys") } as const] : []),
          { to: "/account/security", label: t("tabSecurity") },
          ...(seesTrail ? [{ to: "/account/trail", label: t("tabTrail") } as const] : []),
        ]}
      />
      <Outlet />
    </Page>
  );
}
