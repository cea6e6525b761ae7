import { billingRule, markets, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { isMismatch, isStorable, money, plus, times, type Money } from "./money.js";
import type { BillingRule } from "./billing-rule.js";
import { priceOfPart, tariffFor, type Sender } from "./segment-price.js";
import type { Holder } from "./wallet.js";

/** Messages of one kind: the same operator, alphabet and number of parts cost the same. */
export type PartCount = {
  readonly operator: string;
  readonly alphabet: string;
  /** Parts of one message. */
  readonly segments: number;
  readonly messages: bigint;
};

export type PriceLine = {
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
  readonly perPart: Money;
  readonly amount: Money;
  /** Where the price stands. */
  readonly source: string;
};

/** What it costs, exactly, at one instant; a reservation keeps it as its snapshot. */
export type Quote = {
  readonly lines: readonly PriceLine[];
  readonly total: Money;
  readonly tariffId: string;
  readonly at: Date;
};

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
 * The exact price of counts at the tariff in force.
 * @param pack the market's pack in force at `at`.
 * @returns the quote, or NO_TARIFF naming what has no price.
 */
export const quoteParts = (
  pack: MarketPack,
  sender: Sender,
  counts: readonly PartCount[],
  at: Date,
): QuoteAnswer => {
  const choice = tariffFor(pack, sender);
  if (choice.kind === "none") return noTariff(sender.family, choice.rule, pack);
  const { tariff } = choice;
  const lines: PriceLine[] = [];
  let total = money(pack.currency.code, 0n);
  for (const { operator, alphabet, parts } of sumParts(counts)) {
    const rate = priceOfPart(pack, tariff, { operator, alphabet });
    if (rate === undefined) {
      const rule = "The price list has no price for this operator and alphabet.";
      return noTariff(`${operator} ${alphabet}`, rule, pack);
    }
    const perPart = money(pack.currency.code, rate);
    const amount = times(perPart, parts);
    const sum = plus(total, amount);
    if (isMismatch(sum) || !isStorable(sum)) {
      return noTariff(operator, "So many parts cannot be priced at once.", pack);
    }
    total = sum;
    lines.push({ operator, alphabet, parts, perPart, amount, source: tariff.source });
  }
  return { kind: "quoted", quote: { lines, total, tariffId: tariff.id, at } };
};

/** What a tenant asks the price of. */
export type Question = {
  /** Empty: the tenant's own. */
  readonly providerId: string;
  readonly family: string;
  readonly counts: readonly PartCount[];
};

/** A question answered: the sums asked for, their price and the rule that will settle it. */
export type Priced = {
  readonly sums: readonly PartSum[];
  readonly priced: QuoteAnswer;
  readonly billing: BillingRule;
};

/** Prices a tenant's question by the pack of its market in force at `at`. Throws MarketError outside of all packs. */
export const priceQuestion = (holder: Holder, question: Question, at: Date): Priced => {
  const { family, counts, providerId } = question;
  const pack = markets.get(holder.market, at.toISOString());
  const { chargeable, chunkFinal } = billingRule(pack);
  const sender = { providerId: holder.providerId, family, platform: holder.platform };
  return {
    sums: sumParts(counts),
    billing: { chargeable, chunkFinal },
    priced:
      providerId === "" || providerId === holder.providerId
        ? quoteParts(pack, sender, counts, at)
        : noTariff(providerId, "The provider has no prices for customers of another.", pack),
  };
};

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
