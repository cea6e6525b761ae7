import type { MarketPackData } from "../schema/pack.js";
import { holidays } from "./holidays.js";

const seed = { basis: "seed" } as const;
const read = { basis: "interpretation" } as const;

/** How long things take [ir.md §7.3]. */
export const durations = [
  {
    id: "ir.asanak.service_number_applied",
    from: "forwarded_to_operator",
    min: { value: 2, unit: "working_week" },
    max: { value: 1, unit: "month" },
    source: "000 · Conversion notes",
    ...seed,
  },
  {
    id: "ir.melipayamak.dedicated",
    from: "documents_complete",
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
    min: { value: 1, unit: "working_week" },
    max: null,
    source: "001 · Samantel",
    ...seed,
    note: "That the clock starts with complete documents is an interpretation.",
  },
  {
    id: "ir.kando.any",
    from: "submitted",
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
    contacts: ["02163404", "consultation form"],
    source: "001 · Closing words",
    ...seed,
    note: "That closing time is exclusive is an interpretation.",
  },
] satisfies MarketPackData["supportHours"];

const landline = { source: "000 · Landline 021/026", ...seed } as const;
const challenges = { source: "000 · Challenges", ...seed } as const;
const notPrinted = { source: "ir.md §7.1", ...read } as const;
const shared = { source: "001 · Shared", ...seed } as const;

/** The conversion of a landline number, the reference process [ir.md §7.1]. */
const serviceNumber = {
  name: "irServiceNumber",
  ...landline,
  note: "rejected ends this application, a new one may be filed; removed ends the service use of the number for ever.",
  initial: "draft",
  states: [
    { name: "draft", ...landline },
    { name: "provider_review", ...landline },
    { name: "not_examined", source: "000 · Conversion notes", ...read },
    { name: "originals_awaited", ...landline },
    { name: "originals_received", ...landline },
    { name: "forwarded_to_operator", ...landline },
    { name: "operator_review", ...landline },
    { name: "active_service", ...landline },
    { name: "suspended", ...challenges },
    { name: "rejected", ...notPrinted },
    { name: "removed", source: "000 · Conversion notes", ...seed },
  ],
  transitions: [
    { from: "draft", event: "submit", to: "provider_review", actor: "applicant", ...landline },
    {
      from: "provider_review",
      event: "deficient",
      to: "not_examined",
      actor: "provider expert",
      ...landline,
    },
    {
      from: "not_examined",
      event: "correct_and_resubmit",
      to: "provider_review",
      actor: "applicant",
      source: "000 · Conversion notes",
      ...read,
    },
    {
      from: "provider_review",
      event: "approve",
      to: "originals_awaited",
      actor: "provider expert",
      ...landline,
    },
    {
      from: "originals_awaited",
      event: "originals_arrive",
      to: "originals_received",
      actor: "provider",
      ...landline,
    },
    {
      from: "originals_received",
      event: "forward",
      to: "forwarded_to_operator",
      actor: "provider",
      ...landline,
    },
    {
      from: "forwarded_to_operator",
      event: "start_review",
      to: "operator_review",
      actor: "operator",
      ...landline,
    },
    {
      from: "operator_review",
      event: "whitelist",
      to: "active_service",
      actor: "operator expert",
      ...landline,
    },
    {
      from: "operator_review",
      event: "refuse",
      to: "rejected",
      actor: "operator expert",
      ...notPrinted,
    },
    {
      from: "active_service",
      event: "suspend",
      to: "suspended",
      actor: "provider/operator",
      ...challenges,
    },
    {
      from: "suspended",
      event: "lift",
      to: "active_service",
      actor: "provider/operator",
      ...notPrinted,
    },
    {
      from: "suspended",
      event: "cancel",
      to: "removed",
      actor: "provider/operator",
      ...challenges,
    },
    {
      from: "active_service",
      event: "violate",
      to: "removed",
      actor: "provider/operator",
      source: "000 · Conversion notes",
      ...seed,
    },
  ],
  terminal: ["rejected", "removed"],
} satisfies NonNullable<MarketPackData["stateMachines"]>[number];

/** Approval of a text for the shared line [ir.md §7.2]. */
const pattern = {
  name: "irPattern",
  ...shared,
  initial: "draft",
  states: ["draft", "under_review", "approved", "rejected"].map((name) => ({ name, ...shared })),
  transitions: [
    { from: "draft", event: "submit", to: "under_review", actor: "user", ...shared },
    {
      from: "under_review",
      event: "approve",
      to: "approved",
      actor: "provider expert",
      ...shared,
    },
    {
      from: "under_review",
      event: "reject",
      to: "rejected",
      actor: "provider expert",
      ...shared,
    },
    { from: "rejected", event: "edit", to: "draft", actor: "user", ...shared },
  ],
  terminal: [],
} satisfies NonNullable<MarketPackData["stateMachines"]>[number];

export const stateMachines = [serviceNumber, pattern];
