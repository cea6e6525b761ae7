import { Group } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import classes from "./link-tabs.module.css";

/** Addresses that stand in tabs. */
type Tab =
  | "/numbers"
  | "/numbers/requests"
  | "/numbers/spelling"
  | "/campaigns"
  | "/campaigns/plans"
  | "/account"
  | "/account/keys"
  | "/account/security"
  | "/account/trail"
  | "/wallet"
  | "/wallet/top-up"
  | "/wallet/papers"
  | "/wallet/resale"
  | "/finance"
  | "/finance/tariffs"
  | "/finance/invoices"
  | "/finance/reconciliation"
  | "/finance/customers"
  | "/desk"
  | "/desk/alarms"
  | "/desk/lines"
  | "/desk/consultations"
  | "/desk/licences"
  | "/desk/calendar";

/** Tabs that are addresses: they can be opened in a window of their own and stepped through with the keyboard. */
export function LinkTabs({
  label,
  tabs,
}: {
  readonly label: string;
  readonly tabs: readonly {
    readonly to: Tab;
    readonly label: string;
    readonly exact?: boolean;
  }[];
}) {
  const tabRow = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    // On a telephone not all of them fit: the one that is open is never out of sight.
    tabRow.current
      ?.querySelector("[aria-current=page]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);
  return (
    <Group
      ref={tabRow}
      component="nav"
      gap={0}
      className={classes["tabs"] ?? ""}
      aria-label={label}
    >
      {tabs.map(({ to, label: name, exact = false }) => (
        <Link
          key={name}
          to={to}
          className={classes["tab"] ?? ""}
          activeOptions={{ exact, includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
        >
          {name}
        </Link>
      ))}
    </Group>
  );
}
