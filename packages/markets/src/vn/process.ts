import type { MarketPackData } from "../schema/pack.js";
import { holidays } from "./holidays.js";

const seed = { basis: "seed" } as const;
const read = { basis: "interpretation" } as const;

/** Time limits from the complete dossier [vn.md §4]. */
export const durations = [
  {
    id: "vn.brandname.viettel",
    from: "complete_dossier_received",
    min: null,
    max: { value: 2, unit: "working_day" },
    source: "004 · Rules 2",
    ...seed,
  },
  {
    id: "vn.brandname.other",
    from: "complete_dossier_received",
    min: null,
    max: { value: 5, unit: "working_day" },
    source: "004 · Rules 2",
    ...seed,
    note: "Vinaphone, Mobifone, GTel, Vietnamobile, Itel.",
  },
] satisfies MarketPackData["durations"];

export const calendar = {
  source: "004 · Rules 2",
  ...seed,
  weekend: ["SAT", "SUN"],
  holidays,
  pauses: ["public holidays", "Tet", "operator notices"],
  rules: [
    { text: "the day of receipt is not counted", source: "004 · Rules 2", ...read },
    {
      text: "a dossier received on a day off is counted from the next working day, which is day 1",
      source: "004 · Rules 2",
      ...read,
    },
  ],
} satisfies MarketPackData["calendar"];

const dossier = { source: "004 · Rules 1-2", ...seed } as const;
const unpaid = { source: "004 · Policy 2", ...read } as const;
const notPrinted = { source: "004 · Rules 1", ...read } as const;

/** One instance per brandname and operator [vn.md §3]. */
export const stateMachines = [
  {
    name: "vnBrandname",
    ...dossier,
    note: "The seed prints dossier, declaration and time limits only.",
    initial: "draft",
    states: [
      { name: "draft", ...dossier },
      { name: "dossier_review", ...dossier },
      { name: "returned", ...notPrinted },
      { name: "declaring", ...dossier },
      { name: "active", ...dossier },
      { name: "refused", ...notPrinted },
      { name: "suspended", ...unpaid },
    ],
    transitions: [
      { from: "draft", event: "submit", to: "dossier_review", actor: "customer", ...dossier },
      {
        from: "dossier_review",
        event: "incomplete",
        to: "returned",
        actor: "provider",
        ...notPrinted,
      },
      {
        from: "returned",
        event: "complete",
        to: "dossier_review",
        actor: "customer",
        ...notPrinted,
      },
      {
        from: "dossier_review",
        event: "complete",
        to: "declaring",
        actor: "provider",
        ...dossier,
      },
      {
        from: "declaring",
        event: "operator_accepts",
        to: "active",
        actor: "operator (one per brandname x operator)",
        ...dossier,
      },
      {
        from: "declaring",
        event: "operator_refuses",
        to: "refused",
        actor: "operator",
        ...notPrinted,
      },
      { from: "active", event: "fee_unpaid", to: "suspended", actor: "provider", ...unpaid },
      { from: "suspended", event: "fee_paid", to: "active", actor: "provider", ...unpaid },
    ],
    terminal: ["refused"],
  },
] satisfies MarketPackData["stateMachines"];
