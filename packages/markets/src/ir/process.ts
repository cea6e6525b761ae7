import { byTwoPeople, enteredLine, termOf, withdrawalFrom, withdrawn } from "../later-life.js";
import type { MarketPackData } from "../schema/pack.js";
import { textReview } from "../text-review.js";
import { holidays } from "./holidays.js";
import { afterActivation, laterMachines } from "./later-life.js";

type Machine = NonNullable<MarketPackData["stateMachines"]>[number];

const seed = { basis: "seed" } as const;
const read = { basis: "interpretation" } as const;

/** How long things take [ir.md §7.3]. */
export const durations = [
  {
    id: "ir.asanak.service_number_applied",
    from: "forwarded_to_operator",
    promisedFor: ["landline_021", "landline_026"].map((family) => ({
      provider: "asanak",
      family,
    })),
    startsIn: ["forwarded_to_operator"],
    min: { value: 2, unit: "working_week" },
    max: { value: 1, unit: "month" },
    source: "000 · Conversion notes",
    ...seed,
  },
  {
    id: "ir.melipayamak.dedicated",
    from: "documents_complete",
    promisedFor: [{ provider: "melipayamak", family: "dedicated" }],
    startsIn: ["provider_review"],
    min: { value: 2, unit: "month" },
    max: { value: 6, unit: "month" },
    approximate: true,
    source: "001 · Dedicated",
    ...seed,
    note: "That the clock starts with complete documents is an interpretation.",
  },
  {
    id: "ir.melipayamak.samantel",
    from: "documents_complete",
    promisedFor: [{ provider: "melipayamak", family: "samantel_9999" }],
    startsIn: ["provider_review"],
    min: { value: 1, unit: "working_week" },
    max: null,
    source: "001 · Samantel",
    ...seed,
    note: "That the clock starts with complete documents is an interpretation.",
  },
  {
    id: "ir.kando.any",
    from: "submitted",
    promisedFor: ["line_3000", "line_1000", "landline_021"].map((family) => ({
      provider: "kando",
      family,
    })),
    startsIn: ["provider_review"],
    min: null,
    max: null,
    source: "002 · General 1",
    ...seed,
    note: "Depends on approvals outside the provider, no figure.",
  },
  {
    id: "ir.melipayamak.signup",
    from: "form_opened",
    min: null,
    max: { value: 1, unit: "minute" },
    source: "001 · Sign-up boxes",
    ...seed,
  },
] satisfies MarketPackData["durations"];

/** No seed defines the working week; lunar holidays are predictions that staff correct [ir.md §7.3]. */
export const calendar = {
  months: "persian",
  source: "ir.md §7.3",
  ...read,
  weekend: ["THU", "FRI"],
  holidays,
  rules: [
    { text: "the start day is not counted", source: "data/durations.json", ...read },
    {
      text: "a working week has 7 less the weekend's days",
      source: "data/durations.json",
      ...read,
    },
    {
      text: "a month is a Gregorian month with month-end clamping, not lengthened by holidays; Jalali months would end up to a few days apart",
      source: "data/durations.json",
      ...read,
    },
  ],
} satisfies MarketPackData["calendar"];

export const supportHours = [
  {
    provider: "melipayamak",
    ordinaryDay: { open: "08:00", close: "22:00" },
    holiday: { open: "09:00", close: "17:00" },
    holidayMeans: "Fridays and public holidays (interpretation)",
    holidayWeekdays: ["FRI"],
    contacts: ["02163404", "consultation form"],
    source: "001 · Closing words",
    ...seed,
    note: "That closing time is exclusive is an interpretation.",
  },
] satisfies MarketPackData["supportHours"];

const landline = { source: "000 · Landline 021/026", ...seed } as const;
const notPrinted = { source: "ir.md §7.1", ...read } as const;
const shared = { source: "001 · Shared", ...seed } as const;
const sharedRead = { source: "001 · Shared", ...read } as const;

const applicant = { actor: "applicant", role: "applicant" } as const;
const expert = { actor: "provider expert", role: "expert" } as const;
const provider = { actor: "provider", role: "operations" } as const;
const operator = { actor: "operator", role: "operations" } as const;
const operatorExpert = { actor: "operator expert", role: "operations" } as const;
const sanction = { actor: "provider/operator", role: "operations" } as const;
const filed = { needs: ["filing"], tells: "submitted" } as const;
const returned = { needs: ["reasons"], tells: "returned" } as const;

const callOff = withdrawalFrom(
  "provider_review",
  "not_examined",
  "originals_awaited",
  "originals_received",
);

/** The conversion of a landline number, the reference process [ir.md §7.1]. */
const serviceNumber = {
  name: "irServiceNumber",
  ...landline,
  note: "rejected ends this application, a new one may be filed; removed ends the service use of the number for ever. An advertising variant follows the same table, active_service then means in use (interpretation).",
  initial: "draft",
  states: [
    { name: "draft", ...landline },
    { name: "provider_review", ...landline },
    { name: "not_examined", source: "000 · Conversion notes", ...read },
    { name: "originals_awaited", ...landline },
    { name: "originals_received", ...landline },
    { name: "forwarded_to_operator", ...landline },
    { name: "operator_review", ...landline },
    { name: "rejected", ...notPrinted },
    ...callOff.states,
    ...afterActivation.states,
  ],
  transitions: [
    step("draft", "submit", "provider_review", { ...applicant, ...filed, ...landline }),
    step("provider_review", "deficient", "not_examined", { ...expert, ...returned, ...landline }),
    step("not_examined", "correct_and_resubmit", "provider_review", {
      ...applicant,
      ...filed,
      source: "000 · Conversion notes",
      ...read,
    }),
    step("provider_review", "approve", "originals_awaited", {
      ...expert,
      tells: "approved",
      ...landline,
    }),
    step("originals_awaited", "originals_arrive", "originals_received", {
      ...provider,
      needs: ["originals"],
      ...landline,
    }),
    step("originals_received", "forward", "forwarded_to_operator", {
      ...provider,
      needs: ["all_originals"],
      ...landline,
    }),
    step("forwarded_to_operator", "start_review", "operator_review", { ...operator, ...landline }),
    step("operator_review", "whitelist", "active_service", { ...operatorExpert, ...landline }),
    step("operator_review", "refuse", "rejected", {
      ...operatorExpert,
      needs: ["words"],
      ...notPrinted,
    }),
    ...callOff.transitions,
    ...afterActivation.transitions,
  ],
  terminal: ["rejected", withdrawn, "reverted", "delisted", "given_up", "removed"],
} satisfies Machine;

const sharedTerm = termOf("active_service");
const sharedCallOff = withdrawalFrom("provider_review", "not_examined");

/** Access to the common line: its texts are approved one by one, no operator is asked [ir.md §3, §7.2]. */
const sharedLine = {
  name: "irSharedLine",
  ...sharedRead,
  note: "The page names no papers and no steps but the review of patterns: access to the common sender is granted at once, each text is reviewed.",
  initial: "draft",
  states: [
    { name: "draft", ...sharedRead },
    { name: "provider_review", ...sharedRead },
    { name: "not_examined", ...sharedRead },
    ...sharedCallOff.states,
    { name: "active_service", line: "active", ...sharedRead },
    { name: "suspended", line: "suspended", ...sharedRead },
    { name: "removed", line: "removed", bars: true, ...sharedRead },
    ...sharedTerm.states,
  ],
  transitions: [
    step("draft", "submit", "provider_review", { ...applicant, ...filed, ...sharedRead }),
    step("provider_review", "deficient", "not_examined", {
      ...expert,
      ...returned,
      ...sharedRead,
    }),
    step("not_examined", "correct_and_resubmit", "provider_review", {
      ...applicant,
      ...filed,
      ...sharedRead,
    }),
    step("provider_review", "admit", "active_service", {
      actor: "platform",
      role: "platform",
      tells: "approved",
      atOnce: true,
      ...sharedRead,
    }),
    step("provider_review", "approve", "active_service", {
      ...expert,
      tells: "approved",
      ...sharedRead,
    }),
    ...sharedCallOff.transitions,
    step("active_service", "suspend", "suspended", { ...sanction, ...sharedRead }),
    step("suspended", "lift", "active_service", { ...sanction, ...sharedRead }),
    step("suspended", "cancel", "removed", { ...sanction, ...byTwoPeople, ...sharedRead }),
    step("active_service", "violate", "removed", { ...sanction, ...byTwoPeople, ...sharedRead }),
    ...sharedTerm.transitions,
  ],
  terminal: [withdrawn, "removed"],
} satisfies Machine;

/** Approval of a text for the shared line [ir.md §7.2]. */
const pattern = textReview("irPattern", shared);

export const stateMachines = [serviceNumber, sharedLine, pattern, ...laterMachines, enteredLine()];

/** The representative of a number that was put on the white list hears of it [ir.md §7.1, step 8]. */
export const activationNotices = [
  {
    sender: "021000000",
    text: "خط خدماتی {sender} در فهرست سفید اپراتور ثبت و فعال شد.",
    families: [
      "landline_021",
      "landline_026",
      "line_3000",
      "line_1000",
      "dedicated",
      "shatel",
      "ariantel",
      "asiatech_9000",
      "asiatech_9101",
      "asiatech_9130",
      "samantel_9999",
    ],
    source: "000 · Conversion notes",
    ...seed,
    note: "Sender and occasion are printed for 021 and 026, the text and the other families are ours.",
  },
] satisfies MarketPackData["activationNotices"];

/** Beside the hand-over by a person (docs/decisions/0009); the sender is the one of activation notices. */
export const accountMessages = {
  sender: "021000000",
  mobileCode: "کد تایید شماره همراه شما: {code}",
  passwordReset: "رمز بازیابی ورود شما: {token}",
  invitation: "{company} برای شما دسترسی ثبت کرد. رمز ورود: {token}",
  source: "000 · Conversion notes",
  ...read,
  note: "The sender is printed for activation notices; the texts are ours.",
} satisfies MarketPackData["accountMessages"];

function step<From extends string, Event extends string, To extends string, Rest extends object>(
  from: From,
  event: Event,
  to: To,
  rest: Rest,
) {
  return { from, event, to, ...rest };
}
