import { byTwoPeople, enteredLine, termOf, withdrawalFrom, withdrawn } from "../later-life.js";
import type { MarketPackData } from "../schema/pack.js";
import { offeredReview, textReview } from "../text-review.js";
import { holidays } from "./holidays.js";

const seed = { basis: "seed" } as const;
const read = { basis: "interpretation" } as const;

const declaration = { provider: "vn-bulksms", family: "brandname" } as const;
/** The dossier is complete when the provider finds it so (interpretation). */
const startsIn = ["declaring"];

/** Time limits from the complete dossier [vn.md §4]. */
export const durations = [
  {
    id: "vn.brandname.viettel",
    from: "complete_dossier_received",
    promisedFor: [{ ...declaration, operators: ["VIETTEL"] }],
    startsIn,
    min: null,
    max: { value: 2, unit: "working_day" },
    source: "004 · Rules 2",
    ...seed,
  },
  {
    id: "vn.brandname.other",
    from: "complete_dossier_received",
    promisedFor: [
      { ...declaration, operators: ["VINAPHONE", "MOBIFONE", "GTEL", "VIETNAMOBILE", "ITEL"] },
    ],
    startsIn,
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

const customer = {
  actor: "customer",
  role: "applicant",
  needs: ["filing"],
  tells: "submitted",
} as const;
const reviewer = { actor: "provider", role: "expert" } as const;
const cashier = { actor: "provider", role: "operations" } as const;

const widened = {
  source: "004 · Rules 1",
  ...read,
  note: "The page names three uses and no way to add one later; the road is that of a declaration.",
} as const;
const callOffWish = withdrawalFrom("dossier_review");

const sanctioned = { source: "issue 4 · Life after activation", ...read } as const;
const term = termOf("active");
const callOff = withdrawalFrom("dossier_review", "returned");

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
      { name: "active", line: "active", ...dossier },
      { name: "refused", ...notPrinted },
      ...callOff.states,
      { name: "suspended", line: "suspended", ...unpaid },
      { name: "barred", line: "suspended", ...sanctioned },
      ...term.states,
      { name: "removed", line: "removed", bars: true, ...sanctioned },
    ],
    transitions: [
      {
        from: "draft",
        event: "submit",
        to: "dossier_review",
        ...customer,
        ...dossier,
      },
      {
        from: "dossier_review",
        event: "incomplete",
        to: "returned",
        ...reviewer,
        needs: ["reasons"],
        tells: "returned",
        ...notPrinted,
      },
      {
        from: "returned",
        event: "complete",
        to: "dossier_review",
        ...customer,
        ...notPrinted,
      },
      {
        from: "dossier_review",
        event: "complete",
        to: "declaring",
        ...reviewer,
        tells: "approved",
        ...dossier,
      },
      {
        from: "declaring",
        event: "operator_accepts",
        to: "active",
        actor: "operator (one per brandname x operator)",
        role: "operations",
        ...dossier,
      },
      {
        from: "declaring",
        event: "operator_refuses",
        to: "refused",
        actor: "operator",
        role: "operations",
        needs: ["words"],
        ...notPrinted,
      },
      { from: "active", event: "fee_unpaid", to: "suspended", ...cashier, ...unpaid },
      { from: "suspended", event: "fee_paid", to: "active", ...cashier, ...unpaid },
      { from: "active", event: "suspend", to: "barred", ...cashier, ...sanctioned },
      { from: "suspended", event: "suspend", to: "barred", ...cashier, ...sanctioned },
      { from: "barred", event: "lift", to: "active", ...cashier, ...sanctioned },
      ...["suspended", "barred", "expired"].map((from) => ({
        from,
        event: "cancel",
        to: "removed",
        ...cashier,
        ...byTwoPeople,
        ...sanctioned,
      })),
      ...callOff.transitions,
      ...term.transitions,
    ],
    terminal: ["refused", withdrawn, "removed"],
  },
  {
    name: "vnPurposes",
    ...widened,
    initial: "draft",
    states: [
      ...["draft", "dossier_review", "declined", "declaring", "refused"].map((name) => ({
        name,
        ...widened,
      })),
      { name: "declared", declares: true, ...widened },
      ...callOffWish.states,
    ],
    transitions: [
      { from: "draft", event: "submit", to: "dossier_review", ...customer, ...widened },
      {
        from: "dossier_review",
        event: "decline",
        to: "declined",
        ...reviewer,
        needs: ["reasons"],
        tells: "returned",
        ...widened,
      },
      {
        from: "dossier_review",
        event: "complete",
        to: "declaring",
        ...reviewer,
        tells: "approved",
        ...widened,
      },
      {
        from: "declaring",
        event: "operator_accepts",
        to: "declared",
        actor: "operator",
        role: "operations",
        ...widened,
      },
      {
        from: "declaring",
        event: "operator_refuses",
        to: "refused",
        actor: "operator",
        role: "operations",
        needs: ["words"],
        ...widened,
      },
      ...callOffWish.transitions,
    ],
    terminal: ["declined", "refused", withdrawn, "declared"],
  },
  textReview("vnTemplate", offeredReview),
  enteredLine(),
] satisfies MarketPackData["stateMachines"];

/** No renewal term is stated, maintenance is monthly [vn.md §4]; staff may give a line a renewal date. */
export const lineLife = {
  termMonths: null,
  noticeDays: [30, 7, 1],
  notice: {
    text: "Thuong hieu {sender} het han ngay {date} (con {days} ngay). Vui long lien he nha cung cap de gia han.",
  },
  listRefreshDays: 10,
  deskDays: 3,
  toAdvertising: null,
  transfer: null,
  purposes: "vnPurposes",
  volumeDays: 30,
  source: "vn.md §3, §4; issue 4",
  basis: "interpretation",
} satisfies MarketPackData["lineLife"];

/** From the brandname that the provider entered for itself; without accents, which some operators refuse. */
export const accountMessages = {
  sender: null,
  mobileCode: "Ma xac nhan so di dong cua ban: {code}",
  passwordReset: "Ma dat lai mat khau cua ban: {token}",
  invitation: "{company} da mo quyen truy cap cho ban. Ma dang nhap: {token}",
  source: "004 · Service; Rules 3",
  basis: "interpretation",
  note: "No page names a brandname of the provider for its own messages; each provider enters one.",
} satisfies MarketPackData["accountMessages"];
