import {
  isDeclaredFor,
  type GateReason,
  type MarketPack,
  type SendGate,
  type SendWindow,
} from "@whiteline/markets";
import { saysAnyOf } from "./content-class.js";
import type { Fact, RuleTried } from "./rule-tried.js";
import { yesNo } from "./verdict.js";

/** What is known of whom it goes to, by the codes of the gate's rules about recipients. */
export type RecipientFacts =
  | {
      readonly kind: "one";
      /** Codes that lists found to hold, such as "opted_out" or "no_consent". */
      readonly findings: ReadonlySet<string>;
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
    /** For which it was declared; empty: undeclared. */
    readonly purposes: readonly string[];
    readonly version: string;
  };
  /** Kind of traffic as the market knows it; empty where it knows none. */
  readonly traffic: string;
  readonly content: {
    readonly category: string | null;
    readonly advertising: boolean;
    readonly solicited: boolean;
    readonly confidence: number;
    /** Of the market's content rules. */
    readonly version: string;
  };
  /** As it leaves, or the body of the template. */
  readonly text: string;
  /** Null: no pattern is used. */
  readonly patternApproved: boolean | null;
  readonly patternVersion: string;
  readonly recipient: RecipientFacts;
  readonly provider: { readonly id: string; readonly offersRefusalService: boolean };
  /** "HH:MM" of the market now; empty for a campaign, whose release waits for its hours. */
  readonly localTime: string;
};

export type GateAnswer = {
  /** In the order of the gate, up to the first that blocks. */
  readonly tried: readonly RuleTried[];
  readonly blocking: GateReason | undefined;
};

type Check = {
  readonly blocks: (facts: GateFacts, pack: MarketPack) => boolean;
  readonly facts: (facts: GateFacts, pack: MarketPack) => readonly Fact[];
};

const fact = (name: string, value: string, version = ""): Fact => ({ name, value, version });
const lineFact = ({ line }: GateFacts, name: "type" | "family" | "status"): Fact =>
  fact(`line_${name}`, line[name], line.version);

/** Advertising where only notices may go: on a service line, or in traffic that is said to inform. */
const carriesAdvertising: Check = {
  blocks: ({ content }) => content.advertising,
  facts: (facts) => [
    ...(facts.traffic === "" ? [lineFact(facts, "type")] : [fact("traffic", facts.traffic)]),
    fact("category", facts.content.category ?? "", facts.content.version),
    fact("confidence", String(facts.content.confidence), facts.content.version),
    fact("solicited", yesNo(facts.content.solicited)),
  ],
};

/** Words that the text of a kind of traffic must begin with or carry. */
const carriesLabel: Check = {
  blocks: ({ traffic, text }, pack) =>
    pack.content.labels.some(
      (label) => label.traffic === traffic && !saysAnyOf(text, label.anyOf, label.place),
    ),
  facts: ({ traffic }, pack) =>
    pack.content.labels
      .filter((label) => label.traffic === traffic)
      .map(({ anyOf, place }) => fact(`label_${place}`, anyOf.join(" | "), pack.effectiveFrom)),
};

const opensNow = (window: SendWindow, localTime: string): boolean =>
  localTime === "" || (localTime >= window.opens && localTime < window.closes);

/** How each code of a pack's gate is decided; when it is asked, and what it says, stands in the pack. */
const checks: Readonly<Record<string, Check>> = {
  line_not_active: {
    blocks: ({ line }) => line.status !== "active",
    facts: (facts) => [lineFact(facts, "status")],
  },
  purpose_not_declared: {
    blocks: ({ line, traffic }) => !isDeclaredFor(line.purposes, traffic),
    facts: ({ line: { purposes, version }, traffic }) => [
      fact("traffic", traffic),
      fact("declared_purposes", purposes.join(", ") || "undeclared", version),
    ],
  },
  advertising_on_service_line: carriesAdvertising,
  marketing_as_informational: carriesAdvertising,
  advertising_as_care: carriesAdvertising,
  pattern_not_approved: {
    blocks: ({ patternApproved }) => patternApproved !== true,
    facts: ({ patternApproved, patternVersion }) => [
      fact("pattern_approved", yesNo(patternApproved === true), patternVersion),
    ],
  },
  provider_without_refusal_service: {
    blocks: ({ provider }) => !provider.offersRefusalService,
    facts: ({ provider }) => [
      fact("provider", provider.id),
      fact("refusal_service", yesNo(provider.offersRefusalService)),
    ],
  },
  missing_refusal_notice: carriesLabel,
  label_missing: carriesLabel,
  outside_window: {
    blocks: ({ localTime }, pack) => !opensNow(pack.sendWindows.advertising, localTime),
    facts: ({ localTime }, pack) => [
      fact("opens", pack.sendWindows.advertising.opens, pack.effectiveFrom),
      fact("closes", pack.sendWindows.advertising.closes, pack.effectiveFrom),
      fact("local_time", localTime === "" ? "at_release" : localTime),
    ],
  },
};

/** A rule about recipients: one is asked here, by what lists found; those of a campaign were asked by lists. */
const ofRecipient = (code: string): Check => ({
  blocks: ({ recipient }) => recipient.kind === "one" && recipient.findings.has(code),
  facts: ({ recipient }) =>
    recipient.kind === "one"
      ? [fact(code, yesNo(recipient.findings.has(code)))]
      : [
          fact(
            "recipients_dropped_before",
            String(recipient.dropped[code] ?? 0),
            String(recipient.listVersion),
          ),
        ],
});

/** The gates that a market asks of a message: the one of every message, then that of its kind of traffic. */
export const gatesOf = (pack: MarketPack, traffic: string): readonly SendGate[] => {
  const every = pack.gates.filter(({ purpose }) => purpose === null);
  return every.length === 0
    ? []
    : [...every, ...pack.gates.filter(({ purpose }) => purpose !== null && purpose === traffic)];
};

/** Whether the pack asks this reason of such a line and traffic. */
export const isAskedOf = (
  reason: GateReason,
  line: { readonly type: string; readonly family: string },
  traffic: string,
): boolean =>
  (reason.lineTypes.length === 0 || reason.lineTypes.includes(line.type)) &&
  (reason.families.length === 0 || reason.families.includes(line.family)) &&
  (reason.traffic.length === 0 || reason.traffic.includes(traffic));

/** Whether this reason keeps advertising out. */
export const keepsAdvertisingOut = ({ code }: GateReason): boolean =>
  checks[code] === carriesAdvertising;

/**
 * Asks a gate in the pack's order; the first reason that holds blocks [ir.md §8, order is an
 * interpretation]. A reason that is not asked of such a line or traffic is recorded as passed, with
 * these as its facts, so that a card shows why the black list did not matter. Hours are asked where the pack
 * does: an Iranian service line sends at any [000 · Definition].
 * @throws Error for a code of the pack that no check here decides: a gate is never half asked.
 */
export const askGate = (pack: MarketPack, gate: SendGate, facts: GateFacts): GateAnswer => {
  const tried: RuleTried[] = [];
  for (const reason of gate.reasons) {
    const check = reason.subject === "recipient" ? ofRecipient(reason.code) : checks[reason.code];
    if (check === undefined) throw new Error(`no check decides ${reason.code} of ${gate.name}`);
    const { code: rule, source } = reason;
    if (!isAskedOf(reason, facts.line, facts.traffic)) {
      tried.push({ rule, passed: true, source, facts: notAsked(reason, facts) });
      continue;
    }
    const passed = !check.blocks(facts, pack);
    tried.push({ rule, passed, source, facts: check.facts(facts, pack) });
    if (!passed) return { tried, blocking: reason };
  }
  return { tried, blocking: undefined };
};

const notAsked = (reason: GateReason, facts: GateFacts): readonly Fact[] => [
  ...(reason.lineTypes.length === 0 ? [] : [lineFact(facts, "type")]),
  ...(reason.families.length === 0 ? [] : [lineFact(facts, "family")]),
  ...(reason.traffic.length === 0 ? [] : [fact("traffic", facts.traffic)]),
  fact("asked", "no"),
];
