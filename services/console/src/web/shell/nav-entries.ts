import {
  BellOff,
  Building2,
  ChartColumn,
  FileStack,
  Hash,
  Landmark,
  MessageSquareText,
  RadioTower,
  Search,
  Send,
  ShieldAlert,
  UserRound,
  Users,
  Wallet,
  type LucideIcon,
} from "lucide-react";

import type { Me } from "../api/me.js";
import type { shellTexts } from "./texts.js";

type Label = Extract<keyof typeof shellTexts, `nav${string}`>;

export type NavEntry = {
  readonly to:
    | "/numbers"
    | "/company"
    | "/account"
    | "/desk"
    | "/campaigns"
    | "/lists"
    | "/templates"
    | "/refusals"
    | "/texts"
    | "/complaints"
    | "/wallet"
    | "/finance"
    | "/reports"
    | "/messages"
    | "/road";
  readonly label: (me: Me) => Label;
  readonly icon: LucideIcon;
  /** Further addresses that belong to the place. */
  readonly also: readonly string[];
  readonly isFor: (me: Me) => boolean;
};

const isCustomer = (me: Me): boolean => me.kind === "tenant";

/** The expert desk has nothing to show to who books money only. */
const isFinanceOnly = (me: Me): boolean => me.roles.every((role) => role === "finance");

const sendersOfMarket: Readonly<Record<string, Label>> = {
  TR: "navTitles",
  VN: "navBrandnames",
};

/** What senders are called in the market of whoever asks. */
export function sendersLabel(me: Me): Label {
  return sendersOfMarket[me.market ?? ""] ?? "navNumbers";
}

/** The places of the console and who is shown each: one row adds a place. */
export const navEntries: readonly NavEntry[] = [
  {
    to: "/desk",
    label: () => "navDesk",
    icon: FileStack,
    also: [],
    isFor: (me) => me.kind === "staff" && !isFinanceOnly(me),
  },
  {
    to: "/finance",
    label: () => "navFinance",
    icon: Landmark,
    also: [],
    isFor: (me) => me.kind === "staff" && me.permissions.includes("money:write"),
  },
  {
    to: "/road",
    label: () => "navRoad",
    icon: RadioTower,
    also: [],
    isFor: (me) => me.kind === "staff" && me.permissions.includes("links:read"),
  },
  {
    to: "/texts",
    label: () => "navTexts",
    icon: MessageSquareText,
    also: ["/verdicts"],
    isFor: (me) => me.kind === "staff" && me.permissions.includes("desk:texts"),
  },
  {
    to: "/complaints",
    label: () => "navComplaints",
    icon: ShieldAlert,
    also: [],
    isFor: (me) => me.kind === "staff" && me.permissions.includes("desk:texts"),
  },
  { to: "/numbers", label: sendersLabel, icon: Hash, also: ["/request"], isFor: isCustomer },
  {
    to: "/campaigns",
    label: () => "navCampaigns",
    icon: Send,
    also: ["/verdicts"],
    isFor: (me) => isCustomer(me) && me.permissions.includes("campaigns:read"),
  },
  {
    to: "/reports",
    label: () => "navReports",
    icon: ChartColumn,
    also: [],
    isFor: (me) => isCustomer(me) && me.permissions.includes("campaigns:read"),
  },
  {
    to: "/messages",
    label: () => "navMessages",
    icon: Search,
    also: [],
    isFor: (me) => me.permissions.includes("messages:read"),
  },
  {
    to: "/lists",
    label: () => "navLists",
    icon: Users,
    also: [],
    isFor: (me) => isCustomer(me) && me.permissions.includes("lists:read"),
  },
  {
    to: "/templates",
    label: () => "navTemplates",
    icon: MessageSquareText,
    also: [],
    isFor: (me) => isCustomer(me) && me.permissions.includes("templates:read"),
  },
  {
    to: "/refusals",
    label: () => "navRefusals",
    icon: BellOff,
    // A complaint has one address for both sides.
    also: ["/complaints"],
    isFor: (me) => isCustomer(me) && me.permissions.includes("lists:read"),
  },
  {
    to: "/wallet",
    label: () => "navWallet",
    icon: Wallet,
    also: [],
    isFor: (me) => isCustomer(me) && me.permissions.includes("money:read"),
  },
  { to: "/company", label: () => "navCompany", icon: Building2, also: [], isFor: isCustomer },
  { to: "/account", label: () => "navAccount", icon: UserRound, also: [], isFor: () => true },
];

/** Whether an address belongs to a place. */
export function isWithin({ to, also }: NavEntry, pathname: string): boolean {
  return [to, ...also].some((start) => pathname.startsWith(start));
}

/** Where someone begins: the first place that is theirs. */
export function startOf(me: Me): NavEntry["to"] {
  return navEntries.find(({ isFor }) => isFor(me))?.to ?? "/account";
}
