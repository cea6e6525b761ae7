import { byTwoPeople, termOf, withdrawalFrom, withdrawn } from "../later-life.js";
import type { MarketPackData } from "../schema/pack.js";

type Machine = NonNullable<MarketPackData["stateMachines"]>[number];

const read = { basis: "interpretation" } as const;
const notes = { source: "000 · Conversion notes", basis: "seed" } as const;
const challenges = { source: "000 · Challenges", basis: "seed" } as const;
const comment4 = { source: "001 · Comment 4", ...read } as const;
const comment10 = { source: "001 · Comment 10; ir.md §7.4", ...read } as const;
const typeChange = { source: "000 · Challenges; Conversion notes", ...read } as const;

const operations = { actor: "provider/operator", role: "operations" } as const;
const expert = { actor: "provider expert", role: "expert" } as const;
const operatorExpert = { actor: "operator expert", role: "operations" } as const;
const platform = { actor: "platform", role: "platform" } as const;
const applicant = {
  actor: "applicant",
  role: "applicant",
  needs: ["filing"],
  tells: "submitted",
} as const;

const term = termOf("active_service");

/** What a service line goes through after its activation; `lift`, `expire`, `revert` and `give_up` are readings. */
export const afterActivation: Pick<Machine, "states" | "transitions"> = {
  states: [
    { name: "active_service", line: "active", source: "000 · Landline 021/026", basis: "seed" },
    { name: "suspended", line: "suspended", ...challenges },
    ...term.states,
    {
      name: "reverted",
      line: "active",
      lineType: "advertising",
      leaves: true,
      bars: true,
      ...notes,
      note: "The type of the sender is changed back; no re-application is read from the next clause (interpretation).",
    },
    {
      name: "delisted",
      line: "active",
      lineType: "advertising",
      leaves: true,
      source: "002 · General 4",
      ...read,
      note: "The number leaves the white list; that it may apply again is read from the silence of the page.",
    },
    { name: "given_up", line: "active", lineType: "advertising", leaves: true, ...typeChange },
    { name: "removed", line: "removed", bars: true, ...notes },
  ],
  transitions: [
    {
      from: "active_service",
      event: "suspend",
      to: "suspended",
      ...operations,
      ...challenges,
    },
    {
      from: "suspended",
      event: "lift",
      to: "active_service",
      ...operations,
      source: "ir.md §7.1",
      ...read,
    },
    {
      from: "suspended",
      event: "cancel",
      to: "removed",
      ...operations,
      ...byTwoPeople,
      ...challenges,
    },
    {
      from: "active_service",
      event: "violate",
      to: "removed",
      ...operations,
      ...byTwoPeople,
      ...notes,
    },
    ...term.transitions,
    {
      from: "expired",
      event: "cancel",
      to: "removed",
      ...operations,
      ...byTwoPeople,
      ...comment4,
    },
    ...["active_service", "suspended"].flatMap((from) => [
      { from, event: "revert", to: "reverted", ...operations, ...notes },
      {
        from,
        event: "delist",
        to: "delisted",
        ...operations,
        source: "002 · General 4",
        ...read,
      },
      { from, event: "give_up", to: "given_up", ...platform, ...typeChange },
    ]),
  ],
};

const callOffChange = withdrawalFrom("provider_review");
const callOffTransfer = withdrawalFrom("transfer_review");

/** A holder asks that its service line becomes an advertising line [IR-ASN-13]. */
const toAdvertising: Machine = {
  name: "irToAdvertising",
  ...typeChange,
  note: "A line changes its type by application only; its steps are not printed.",
  initial: "draft",
  states: [
    ...["draft", "provider_review", "declined", "forwarded_to_operator", "rejected"].map(
      (name) => ({ name, ...typeChange }),
    ),
    { name: "converted", lineType: "advertising", ...typeChange },
    ...callOffChange.states,
  ],
  transitions: [
    { from: "draft", event: "submit", to: "provider_review", ...applicant, ...typeChange },
    {
      from: "provider_review",
      event: "decline",
      to: "declined",
      ...expert,
      needs: ["reasons"],
      tells: "returned",
      ...typeChange,
    },
    {
      from: "provider_review",
      event: "approve",
      to: "forwarded_to_operator",
      ...expert,
      tells: "approved",
      ...typeChange,
    },
    {
      from: "forwarded_to_operator",
      event: "convert",
      to: "converted",
      ...operatorExpert,
      needs: ["words"],
      ...typeChange,
    },
    {
      from: "forwarded_to_operator",
      event: "refuse",
      to: "rejected",
      ...operatorExpert,
      needs: ["words"],
      ...typeChange,
    },
    ...callOffChange.transitions,
  ],
  terminal: ["declined", withdrawn, "converted", "rejected"],
};

/** A service line comes from another provider; its status survives only by the operator's word [IR-MEL-18]. */
const transfer: Machine = {
  name: "irTransfer",
  ...comment10,
  initial: "draft",
  states: [
    ...["draft", "transfer_review", "declined", "operator_asked", "rejected"].map((name) => ({
      name,
      ...comment10,
    })),
    {
      name: "carried_over",
      line: "active",
      lineType: "advertising",
      leaves: true,
      ...comment10,
      note: "The operator did not confirm the status: the line comes over as an advertising line.",
    },
    ...callOffTransfer.states,
    ...afterActivation.states,
  ],
  transitions: [
    { from: "draft", event: "submit", to: "transfer_review", ...applicant, ...comment10 },
    {
      from: "transfer_review",
      event: "decline",
      to: "declined",
      ...expert,
      needs: ["reasons"],
      tells: "returned",
      ...comment10,
    },
    {
      from: "transfer_review",
      event: "approve",
      to: "operator_asked",
      ...expert,
      tells: "approved",
      ...comment10,
    },
    ...(
      [
        ["confirm_status", "active_service"],
        ["deny_status", "carried_over"],
        ["refuse", "rejected"],
      ] as const
    ).map(([event, to]) => ({
      from: "operator_asked",
      event,
      to,
      ...operatorExpert,
      needs: ["words" as const],
      ...comment10,
    })),
    ...callOffTransfer.transitions,
    ...afterActivation.transitions,
  ],
  terminal: [
    ...["declined", withdrawn, "rejected", "carried_over"],
    ...["reverted", "delisted", "given_up", "removed"],
  ],
};

export const laterMachines: readonly Machine[] = [toAdvertising, transfer];

/** Terms of Iranian lines; a comment takes for granted that advertising lines are renewed every year. */
export const lineLife = {
  termMonths: 12,
  noticeDays: [30, 7, 1],
  notice: {
    text: "مهلت خط {sender} در تاریخ {date} پایان می‌یابد ({days} روز دیگر). برای تمدید با ارائه‌دهنده تماس بگیرید.",
  },
  listRefreshDays: 10,
  deskDays: 3,
  toAdvertising: "irToAdvertising",
  transfer: "irTransfer",
  volumeDays: 30,
  source: "001 · Comment 4, 10; 000 · Conditions; issue 4",
  ...read,
  note: "That service lines are renewed yearly too, the days of a list refresh and the desk's target are ours; no seed prints them.",
} satisfies MarketPackData["lineLife"];
