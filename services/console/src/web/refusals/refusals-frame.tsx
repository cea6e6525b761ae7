import { Group } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import classes from "../parts/link-tabs.module.css";
import { Page } from "../parts/page.js";
import { textRulesQuery } from "../templates/queries.js";

/** Who must not be written to and who agreed: refusals, consents where the market asks for them, complaints. */
export function RefusalsFrame() {
  const t = useTranslations("refusal");
  const { data: me } = useSuspenseQuery(meQuery);
  const rules = useQuery(textRulesQuery(me.market ?? ""));
  const asksConsent = rules.data?.traffic.some(({ needsConsent }) => needsConsent) ?? false;
  const tabs = [
    { to: "/refusals", label: t("tabRefusals"), exact: true },
    ...(asksConsent
      ? [{ to: "/refusals/consents", label: t("tabConsents"), exact: false } as const]
      : []),
    { to: "/refusals/complaints", label: t("tabComplaints"), exact: false },
  ] as const;
  return (
    <Page title={asksConsent ? t("title") : t("titleRefusals")} lead={t("lead")}>
      <Group component="nav" gap={0} className={classes["tabs"] ?? ""} aria-label={t("title")}>
        {tabs.map(({ to, label, exact }) => (
          <Link
            key={to}
            to={to}
            className={classes["tab"] ?? ""}
            activeOptions={{ exact }}
            activeProps={{ "aria-current": "page" }}
          >
            {label}
          </Link>
        ))}
      </Group>
      <Outlet />
    </Page>
  );
}
