import type { GateReason, MarketPack, SendGate } from "@whiteline/markets";
import { yesNo, type Fact, type RuleTried } from "./verdict.js";

/** What is known of whom it goes to. */
export type RecipientFacts =
  | {
      readonly kind: "one";
      readonly optedOut: boolean;
      readonly onCustomerList: boolean;
      readonly blacklisted: boolean;
    }
  /** A campaign: lists dropped such recipients before, and they are asked again at release. */
  | {
      readonly kind: "filtered";
      readonly dropped: Readonly<Record<string, number>>;
      readonly listVersion: number;
    };

export type GateFacts = {
  readonly line: {
    readonly status: string;
    readonly type: string;
    readonly family: string;
    readonly version: string;
  };
  readonly content: {
    readonly category: string | null;
    readonly advertising: boolean;
    readonly solicited: boolean;
    /** Of the market's content rules. */
    readonly version: string;
  };
  /** Null: no pattern is used. */
  readonly patternApproved: boolean | null;
  readonly patternVersion: string;
  readonly recipient: RecipientFacts;
};

export type GateAnswer = {
  /** In the order of the gate, up to the first that blocks. */
  readonly tried: readonly RuleTried[];
  readonly blocking: GateReason | undefined;
};

type Check = {
  readonly blocks: (facts: GateFacts) => boolean;
  readonly facts: (facts: GateFacts) => readonly Fact[];
};

const lineFact = ({ line }: GateFacts, name: "type" | "family" | "status"): Fact => ({
  name: `line_${name}`,
  value: line[name],
  version: line.version,
});

/** A rule about recipients: one is asked here; those of a campaign were asked by lists. */
const ofRecipient = (
  code: string,
  isBlocked: (one: Extract<RecipientFacts, { kind: "one" }>) => boolean,
): Check => ({
  blocks: ({ recipient }) => recipient.kind === "one" && isBlocked(recipient),
  facts: ({ recipient }) =>
    recipient.kind === "one"
      ? [{ name: code, value: yesNo(isBlocked(recipient)), version: "" }]
      : [
          {
            name: "recipients_dropped_before",
            value: String(recipient.dropped[code] ?? 0),
            version: String(recipient.listVersion),
          },
        ],
});

/** How each code of a pack's gate is decided; when it is asked, and what it says, stands in the pack. */
const checks: Readonly<Record<string, Check>> = {
  line_not_active: {
    blocks: ({ line }) => line.status !== "active",
    facts: (facts) => [lineFact(facts, "status")],
  },
  advertising_on_service_line: {
    blocks: ({ content }) => content.advertising,
    facts: (facts) => [
      lineFact(facts, "type"),
      { name: "category", value: facts.content.category ?? "", version: facts.content.version },
      { name: "solicited", value: yesNo(facts.content.solicited), version: "" },
    ],
  },
  pattern_not_approved: {
    blocks: ({ patternApproved }) => patternApproved !== true,
    facts: ({ patternApproved, patternVersion }) => [
      { name: "pattern_approved", value: yesNo(patternApproved === true), version: patternVersion },
    ],
  },
  opted_out: ofRecipient("opted_out", ({ optedOut }) => optedOut),
  not_on_customer_list: ofRecipient(
    "not_on_customer_list",
    ({ onCustomerList }) => !onCustomerList,
  ),
  blacklisted: ofRecipient("blacklisted", ({ blacklisted }) => blacklisted),
};

/** The gate that a market asks of every message; undefined where none is written down. */
export const everyMessageGate = (pack: MarketPack): SendGate | undefined =>
  pack.gates.find(({ purpose }) => purpose === null);

/** Whether the pack asks this reason of such a line. */
export const isAskedOf = (
  reason: GateReason,
  line: { readonly type: string; readonly family: string },
): boolean =>
  (reason.lineTypes.length === 0 || reason.lineTypes.includes(line.type)) &&
  (reason.families.length === 0 || reason.families.includes(line.family));

/**
 * Asks a gate in the pack's order; the first reason that holds blocks [ir.md §8, order is an
 * interpretation]. A reason that is not asked of such a line is recorded as passed, with the line as
 * its fact, so that a card shows why the black list did not matter. Hours are no fact: a service line
 * sends at any [000 · Definition].
 * @throws Error for a code of the pack that no check here decides: a gate is never half asked.
 */
export const askGate = (gate: SendGate, facts: GateFacts): GateAnswer => {
  const tried: RuleTried[] = [];
  for (const reason of gate.reasons) {
    const check = checks[reason.code];
    if (check === undefined) throw new Error(`no check decides ${reason.code} of ${gate.name}`);
    const { code: rule, source } = reason;
    if (!isAskedOf(reason, facts.line)) {
      tried.push({ rule, passed: true, source, facts: notAsked(reason, facts) });
      continue;
    }
    const passed = !check.blocks(facts);
    tried.push({ rule, passed, source, facts: check.facts(facts) });
    if (!passed) return { tried, blocking: reason };
  }
  return { tried, blocking: undefined };
};

const notAsked = (reason: GateReason, facts: GateFacts): readonly Fact[] => [
  ...(reason.lineTypes.length === 0 ? [] : [lineFact(facts, "type")]),
  ...(reason.families.length === 0 ? [] : [lineFact(facts, "family")]),
  { name: "asked", value: "no", version: "" },
];
