import { billingRule, lineFamily, localDay, markets, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { isStorable, money, times, type Money } from "./money.js";
import type { BillingRule } from "./billing-rule.js";
import { highestPrice, priceOfRun, type PriceStep } from "./graduated-price.js";
import type { ProviderTariff } from "./provider-tariff.js";
import { surchargeAt, type Resale } from "./surcharge.js";
import { priceSteps, tariffFor, type Sender } from "./segment-price.js";
import { meantPurpose } from "./price-group.js";
import { isAlphabet, scriptOfAlphabet } from "./segments.js";
import type { Holder } from "./wallet.js";

/** Messages of one kind: the same operator, alphabet and number of parts cost the same. */
export type PartCount = {
  readonly operator: string;
  readonly alphabet: string;
  /** Parts of one message. */
  readonly segments: number;
  readonly messages: bigint;
};

/** Messages to an operator, each of one of several kinds; nobody knows yet of which. */
export type PartChoice = {
  readonly operator: string;
  readonly messages: bigint;
  readonly kinds: readonly Pick<PartCount, "alphabet" | "segments">[];
};

export type PriceLine = {
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
  /** The most that a part can cost: what is held for it. */
  readonly perPart: Money;
  readonly amount: Money;
  /** Price by the place in the month; one step: the month does not matter. */
  readonly steps: readonly PriceStep[];
  /** Name of the month's total that decides the place, empty where it does not matter. */
  readonly run: string;
  /** What it would cost if everything went now. */
  readonly expected: Money;
  /** Of what a part costs, a reseller's share; minor units. */
  readonly margin: bigint;
  /** Where the price stands. */
  readonly source: string;
};

/** What messages are: by which lines they go and what for, the market's usual purpose where none was said. */
export type MessageKind = { readonly family: string; readonly purpose: string };

/** What it costs, exactly, at one instant; a reservation keeps it as its snapshot. */
export type Quote = {
  readonly lines: readonly PriceLine[];
  /** What is held. */
  readonly total: Money;
  /** What it would cost if everything went now; less than the total where a later place in the month costs more. */
  readonly expected: Money;
  readonly tariffId: string;
  /** Who earns the margin; empty: nobody. */
  readonly resellerId: string;
  /** Of what it is the price; absent in snapshots of before it was kept. */
  readonly kind?: MessageKind;
  readonly at: Date;
};

/** Parts that were charged this month, by the name of the run; what is not named is none. */
export type MonthSoFar = ReadonlyMap<string, bigint>;

/** The total that decides a price: one group at one operator [vn.md §5: per account, group and operator]. */
const runOf = (group: string | null, operator: string): string => `${group ?? ""}|${operator}`;

export type QuoteAnswer =
  | { readonly kind: "quoted"; readonly quote: Quote }
  | { readonly kind: "refused"; readonly finding: Finding };

/** Parts of one operator and alphabet, one line each, in the order of their names. */
export type PartSum = {
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
};

/** Sums counts up by what they are priced by. */
export const sumParts = (counts: readonly PartCount[]): readonly PartSum[] => {
  const sums = new Map<string, PartSum>();
  for (const { operator, alphabet, segments, messages } of counts) {
    const key = `${operator}|${alphabet}`;
    const parts = (sums.get(key)?.parts ?? 0n) + BigInt(segments) * messages;
    sums.set(key, { operator, alphabet, parts });
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
};

/** Whether a quote prices exactly these parts. */
export const isQuoteOf = (quote: Quote, sums: readonly PartSum[]): boolean =>
  quote.lines.length === sums.length &&
  sums.every(({ operator, alphabet, parts }, i) => {
    const line = quote.lines[i];
    return line?.operator === operator && line.alphabet === alphabet && line.parts === parts;
  });

/**
 * The kind of a choice that costs most, so that none of its messages costs more. One without a price is passed over, for
 * nothing is sent without one; where none has a price the first is as good as any.
 */
const dearestOf = (
  { operator, messages, kinds }: PartChoice,
  stepsOf: (alphabet: string) => readonly PriceStep[] | undefined,
): PartCount => {
  const costOf = ({ alphabet, segments }: PartChoice["kinds"][number]): bigint => {
    const steps = stepsOf(alphabet);
    return steps === undefined ? -1n : highestPrice(steps) * BigInt(segments);
  };
  const [first = { alphabet: "", segments: 0 }, ...others] = kinds;
  const dearest = others.reduce((most, kind) => (costOf(kind) > costOf(most) ? kind : most), first);
  return { operator, messages, ...dearest };
};

/**
 * The price of counts at the tariff in force.
 * @param pack the market's pack in force at `at`.
 * @param soFar what was charged this month before.
 * @returns the quote, or NO_TARIFF naming what has no price.
 */
export const quoteParts = (
  pack: MarketPack,
  sender: Sender,
  { counts, choices = [] }: Pick<Question, "counts" | "choices">,
  {
    at,
    soFar,
    lists,
    resale,
  }: Pick<Standing, "soFar" | "lists" | "resale"> & { readonly at: Date },
): QuoteAnswer => {
  const day = localDay(pack, at.toISOString());
  const choice = tariffFor(pack, sender, { lists, day });
  if (choice.kind === "none") return noTariff(sender.family, choice.rule, pack);
  const { tariff } = choice;
  const lines: PriceLine[] = [];
  const places = new Map(soFar);
  const priceOf = ({ operator, alphabet }: Pick<PartCount, "operator" | "alphabet">) => {
    const script = isAlphabet(alphabet) ? scriptOfAlphabet(pack, alphabet) : undefined;
    const part = { operator, group: tariff.group ?? "", script: script ?? "", day };
    const margin = surchargeAt(resale, part);
    const steps = priceSteps(pack, tariff, { operator, alphabet })?.map((step) => ({
      ...step,
      perPart: step.perPart + margin,
    }));
    return { margin, steps };
  };
  const dearest = choices.map((choice) =>
    dearestOf(choice, (alphabet) => priceOf({ operator: choice.operator, alphabet }).steps),
  );
  for (const { operator, alphabet, parts } of sumParts([...counts, ...dearest])) {
    const { margin, steps } = priceOf({ operator, alphabet });
    if (steps === undefined) {
      const rule = "The price list has no price for this operator and alphabet.";
      return noTariff(`${operator} ${alphabet}`, rule, pack);
    }
    const run = steps.length > 1 ? runOf(tariff.group, operator) : "";
    const before = places.get(run) ?? 0n;
    if (run !== "") places.set(run, before + parts);
    const perPart = money(pack.currency.code, highestPrice(steps));
    lines.push({
      operator,
      alphabet,
      parts,
      perPart,
      amount: times(perPart, parts),
      steps,
      run,
      expected: money(pack.currency.code, priceOfRun(steps, before, parts)),
      margin,
      source: tariff.source,
    });
  }
  const total = sumOf(pack, lines, ({ amount }) => amount);
  if (!isStorable(total)) {
    return noTariff(sender.family, "So many parts cannot be priced at once.", pack);
  }
  const expected = sumOf(pack, lines, (line) => line.expected);
  const resellerId = resale?.resellerId ?? "";
  const kind = { family: sender.family, purpose: meantPurpose(pack, sender.purpose) };
  const quote = { lines, total, expected, tariffId: tariff.id, resellerId, kind, at };
  return { kind: "quoted", quote };
};

const sumOf = (
  { currency }: MarketPack,
  lines: readonly PriceLine[],
  pick: (line: PriceLine) => Money,
): Money =>
  money(
    currency.code,
    lines.reduce((sum, line) => sum + pick(line).minor, 0n),
  );

/** What a tenant asks the price of. */
export type Question = {
  /** Empty: the tenant's own. */
  readonly providerId: string;
  readonly family: string;
  /** A purpose of the pack's content; empty: not said. */
  readonly purpose: string;
  readonly lineId: string;
  readonly counts: readonly PartCount[];
  /** Beside them what is not decided yet; only of a quote. */
  readonly choices?: readonly PartChoice[];
};

/** What pricing keeps that decides a price beside the pack. */
export type Standing = {
  /** The group that finance gave the sender for the purpose; empty: none. */
  readonly group: string;
  readonly soFar: MonthSoFar;
  /** The provider's own price lists. */
  readonly lists: readonly ProviderTariff[];
  /** Undefined: the provider's own customer. */
  readonly resale: Resale | undefined;
};

/** A question answered: the sums asked for, their price and the rule that will settle it. */
export type Priced = {
  readonly sums: readonly PartSum[];
  readonly priced: QuoteAnswer;
  readonly billing: BillingRule;
  /** Prices other counts of the same question at the same instant. */
  readonly priceOf: PriceOfCounts;
};

export type PriceOfCounts = (counts: readonly PartCount[]) => QuoteAnswer;

/** Prices a tenant's question by the pack of its market in force at `at`. Throws MarketError outside of all packs. */
export const priceQuestion = (
  holder: Holder,
  question: Question,
  { group, ...standing }: Standing,
  at: Date,
): Priced => {
  const { family, purpose, counts, providerId } = question;
  const pack = markets.get(holder.market, at.toISOString());
  const { chargeable, chunkFinal } = billingRule(pack);
  const { platform } = holder;
  const { tenantId } = holder;
  const sender = { tenantId, providerId: holder.providerId, family, purpose, group, platform };
  const priceOf = (asked: Pick<Question, "counts" | "choices">): QuoteAnswer => {
    if (providerId !== "" && providerId !== holder.providerId) {
      return noTariff(providerId, "The provider has no prices for customers of another.", pack);
    }
    if (lineFamily(pack, family) === undefined) return familyUnknown(pack);
    return quoteParts(pack, sender, asked, { at, ...standing });
  };
  return {
    sums: sumParts(counts),
    billing: { chargeable, chunkFinal },
    priced: priceOf(question),
    priceOf: (others) => priceOf({ counts: others }),
  };
};

/** A list for every family has a price for none that does not exist. */
const familyUnknown = ({ name, families }: MarketPack): QuoteAnswer => ({
  kind: "refused",
  finding: {
    code: "FAMILY_UNKNOWN",
    subject: "family",
    rule: "What is priced is sent by a line of a family of its market.",
    source: `families of lines of ${name}`,
    remedy: `Name one of ${families.map(({ id }) => id).join(", ")}.`,
  },
});

/** The refusal of everything that has no price. */
const noTariff = (
  subject: string,
  rule: string,
  { name }: Pick<MarketPack, "name">,
): QuoteAnswer => ({
  kind: "refused",
  finding: {
    code: "NO_TARIFF",
    subject,
    rule,
    source: `price lists of ${name}`,
    remedy: "Ask your provider for a price for it, or leave it out.",
  },
});
