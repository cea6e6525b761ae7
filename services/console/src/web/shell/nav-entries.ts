import {
  Building2,
  FileStack,
  Hash,
  MailCheck,
  Tags,
  UserRound,
  type LucideIcon,
} from "lucide-react";

import type { Me } from "../api/me.js";
import type { shellTexts } from "./texts.js";

export type NavEntry = {
  readonly to: "/numbers" | "/brandnames" | "/titles" | "/company" | "/account" | "/desk";
  readonly label: Extract<keyof typeof shellTexts, `nav${string}`>;
  readonly icon: LucideIcon;
  readonly isFor: (me: Me) => boolean;
};

const isCustomer = (me: Me): boolean => me.kind === "tenant";

/** The places of the console and who is shown each: one row adds a place. */
export const navEntries: readonly NavEntry[] = [
  { to: "/desk", label: "navDesk", icon: FileStack, isFor: (me) => me.kind === "staff" },
  {
    to: "/numbers",
    label: "navNumbers",
    icon: Hash,
    isFor: (me) => isCustomer(me) && (me.market === undefined || me.market === "IR"),
  },
  {
    to: "/titles",
    label: "navTitles",
    icon: MailCheck,
    isFor: (me) => isCustomer(me) && me.market === "TR",
  },
  {
    to: "/brandnames",
    label: "navBrandnames",
    icon: Tags,
    isFor: (me) => isCustomer(me) && me.market === "VN",
  },
  { to: "/company", label: "navCompany", icon: Building2, isFor: isCustomer },
  { to: "/account", label: "navAccount", icon: UserRound, isFor: () => true },
];

/** Where someone begins: the first place that is theirs. */
export function startOf(me: Me): NavEntry["to"] {
  return navEntries.find(({ isFor }) => isFor(me))?.to ?? "/account";
}
