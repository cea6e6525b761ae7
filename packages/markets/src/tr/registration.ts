import { byTwoPeople, enteredLine, termOf, withdrawalFrom, withdrawn } from "../later-life.js";
import type { MarketPackData } from "../schema/pack.js";
import { offeredReview, textReview } from "../text-review.js";

const read = { source: "003 · System; tr.md §1", basis: "interpretation" } as const;
const header = { source: "research/peers.md §1.3", basis: "regulation" } as const;

/** How a sender title is written: 3 to 11 characters without Turkish letters. */
export const senderNames = [
  {
    families: ["sender_title"],
    minLength: 3,
    maxLength: 11,
    baseCharacters: "A-Z a-z 0-9",
    forbiddenExamples: ["ş", "İ", "@"],
    separators: [
      {
        operator: null,
        allowed: [" ", ".", "-", "_"],
        ...header,
        note: "Which separators are taken is not stated; these are (interpretation).",
      },
    ],
    rules: [
      {
        code: "too_short",
        verdict: "invalid",
        demand: "The title has at least 3 characters.",
        remedy: "Give a title of 3 to 11 characters.",
        ...header,
        examples: { passes: [{ name: "ABC" }], fails: [{ name: "AB" }, { name: "" }] },
      },
      {
        code: "too_long",
        verdict: "invalid",
        demand: "The title has at most 11 characters.",
        remedy: "Shorten the title to 11 characters.",
        ...header,
        examples: { passes: [{ name: "ORNEK KITAP" }], fails: [{ name: "ORNEK KITABE" }] },
      },
      {
        code: "forbidden_character",
        verdict: "invalid",
        demand: "The title has Latin letters without Turkish ones, digits and separators only.",
        remedy: "Write the title without Turkish letters and signs, such as ORNEK for ÖRNEK.",
        ...header,
        examples: { passes: [{ name: "ORNEK" }], fails: [{ name: "ÖRNEK" }, { name: "ORNEK@" }] },
      },
    ],
    ...header,
  },
] satisfies MarketPackData["senderNames"];

/** The seed names no papers; that a title represents the firm is asked by the regulator. */
export const documents = {
  codes: [
    {
      code: "title_right_proof",
      originalName: "başlık kullanım belgesi",
      english:
        "paper showing that the title represents the applicant (trade registry, trademark or domain)",
      ...header,
    },
  ],
  demands: (["natural", "legal"] as const).flatMap((applicantType) => [
    {
      provider: "aktan",
      family: "sender_title",
      applicantType,
      documents: [{ code: "title_right_proof", ...header }],
      ...read,
    },
    {
      provider: "aktan",
      family: "interactive_number",
      applicantType,
      documents: [],
      source: "003 · Interactive",
      basis: "interpretation" as const,
      note: "No paper is named.",
    },
  ]),
} satisfies MarketPackData["documents"];

const applicant = {
  actor: "applicant",
  role: "applicant",
  needs: ["filing"],
  tells: "submitted",
} as const;
const expert = { actor: "provider expert", role: "expert" } as const;
const operator = { actor: "operator", role: "operations" } as const;

const term = termOf("active");
const callOff = withdrawalFrom("provider_review", "returned");

/** The way of a sender to the operators; the seed prints no step of it. */
export const stateMachines = [
  {
    name: "trSender",
    ...read,
    initial: "draft",
    states: [
      { name: "draft", ...read },
      { name: "provider_review", ...read },
      { name: "returned", ...read },
      { name: "forwarded_to_operator", ...read },
      { name: "active", line: "active", ...read },
      { name: "refused", ...read },
      ...callOff.states,
      { name: "suspended", line: "suspended", ...read },
      ...term.states,
      { name: "removed", line: "removed", bars: true, ...read },
    ],
    transitions: [
      { from: "draft", event: "submit", to: "provider_review", ...applicant, ...read },
      {
        from: "provider_review",
        event: "deficient",
        to: "returned",
        ...expert,
        needs: ["reasons"],
        tells: "returned",
        ...read,
      },
      { from: "returned", event: "resubmit", to: "provider_review", ...applicant, ...read },
      {
        from: "provider_review",
        event: "approve",
        to: "forwarded_to_operator",
        ...expert,
        tells: "approved",
        ...read,
      },
      {
        from: "forwarded_to_operator",
        event: "operator_accepts",
        to: "active",
        ...operator,
        ...read,
      },
      {
        from: "forwarded_to_operator",
        event: "operator_refuses",
        to: "refused",
        ...operator,
        needs: ["words"],
        ...read,
      },
      { from: "active", event: "suspend", to: "suspended", ...operator, ...read },
      { from: "suspended", event: "lift", to: "active", ...operator, ...read },
      {
        from: "suspended",
        event: "cancel",
        to: "removed",
        ...operator,
        ...byTwoPeople,
        ...read,
      },
      ...callOff.transitions,
      ...term.transitions,
    ],
    terminal: ["refused", withdrawn, "removed"],
  },
  textReview("trTemplate", offeredReview),
  enteredLine(),
] satisfies MarketPackData["stateMachines"];

/** No term, renewal or list is stated; staff may give a line a renewal date. */
export const lineLife = {
  termMonths: null,
  noticeDays: [30, 7, 1],
  notice: {
    text: "{sender} başlığınızın süresi {date} tarihinde doluyor ({days} gün). Yenilemek için sağlayıcınıza başvurun.",
  },
  listRefreshDays: 10,
  deskDays: 3,
  toAdvertising: null,
  transfer: null,
  volumeDays: 30,
  source: "tr.md §1; issue 4",
  basis: "interpretation",
} satisfies MarketPackData["lineLife"];

/** From the title that the provider entered for itself; the texts inform and promote nothing [tr.md §3]. */
export const accountMessages = {
  sender: null,
  mobileCode: "Telefonunuzu doğrulama kodu: {code}",
  passwordReset: "Yeni parola için kod: {token}",
  invitation: "{company} sizin için erişim açtı. Giriş kodu: {token}",
  source: "003 · System; Informing",
  basis: "interpretation",
  note: "No page names a title of the provider for its own messages; each provider enters one.",
} satisfies MarketPackData["accountMessages"];
