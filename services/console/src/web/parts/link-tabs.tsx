import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";

import classes from "./link-tabs.module.css";

/** Addresses that stand in tabs. */
type Tab =
  | "/numbers"
  | "/numbers/requests"
  | "/numbers/spelling"
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
  | "/finance/customers";

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
  return (
    <Group component="nav" gap={0} className={classes["tabs"] ?? ""} aria-label={label}>
      {tabs.map(({ to, label: name, exact = false }) => (
        <Link
          key={name}
          to={to}
          className={classes["tab"] ?? ""}
          activeOptions={{ exact }}
          activeProps={{ "aria-current": "page" }}
        >
          {name}
        </Link>
      ))}
    </Group>
  );
}
