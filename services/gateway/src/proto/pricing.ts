import type {
  Balance,
  LedgerEntry,
  ListTariffsResponse,
  PartCount,
  PriceGroup,
  Quote,
  TopUpRequest,
  VerifyLedgerResponse,
} from "@whiteline/contracts/pricing/v1/pricing";
import type { z } from "zod";

import type * as shapes from "../shapes/pricing.js";
import { fromTime, given, maybeMoney, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function toPartCount(part: Json<"partCount">): PartCount {
  return { ...part, messages: BigInt(part.messages) };
}

export function fromQuote(quote: Quote): Json<"quote"> {
  return {
    lines: quote.lines.map((line) => ({
      operator: line.operator,
      alphabet: line.alphabet,
      parts: Number(line.parts),
      perPart: maybeMoney(line.perPart),
      amount: maybeMoney(line.amount),
      steps: line.steps.map((step) => ({
        fromPart: Number(step.fromPart),
        perPart: maybeMoney(step.perPart),
      })),
      expected: maybeMoney(line.expected),
      source: given(line.source),
    })),
    total: maybeMoney(quote.total),
    expected: maybeMoney(quote.expected),
    tariffId: given(quote.tariffId),
    at: fromTime(quote.at),
    discount: quote.discount && {
      mode: quote.discount.mode,
      percent: quote.discount.percent,
      amount: maybeMoney(quote.discount.amount),
      net: maybeMoney(quote.discount.net),
      source: quote.discount.source,
    },
  };
}

export function fromBalance(balance: Balance): Json<"wallet"> {
  return {
    tenantId: balance.tenantId,
    available: maybeMoney(balance.available),
    held: maybeMoney(balance.held),
    owed: maybeMoney(balance.owed),
    mode: given(balance.mode),
    creditLimit: maybeMoney(balance.creditLimit),
  };
}

export function toTopUp(body: Json<"newTopUp">, requestId: string): TopUpRequest {
  return { ...body, requestId, amount: toMoney(body.amount) };
}

/** A full page has a next one, which may be empty. */
export function fromEntries(entries: readonly LedgerEntry[], limit: number): Json<"entryList"> {
  return {
    entries: entries.map(({ entryId, cause, account, amount, at }) => ({
      entryId,
      cause,
      account,
      amount: maybeMoney(amount),
      at: fromTime(at),
    })),
    next: entries.length === limit ? entries.at(-1)?.entryId : undefined,
  };
}

export function fromVerification(answer: VerifyLedgerResponse): Json<"ledgerVerification"> {
  return {
    exact: answer.exact,
    broken: [...answer.broken],
    unproved: [...answer.unproved],
    entries: Number(answer.entries),
    accounts: Number(answer.accounts),
    openReservations: Number(answer.openReservations),
  };
}

export function fromTariffs(answer: ListTariffsResponse): Json<"priceLists"> {
  return {
    tariffs: answer.tariffs.map((tariff) => ({
      tariffId: tariff.tariffId,
      providerId: tariff.providerId,
      group: given(tariff.group),
      description: tariff.description,
      status: tariff.status,
      taxIncludedPercent: tariff.taxIncludedPercent,
      tiers: tariff.tiers.map(({ fromPart, toPart, prices }) => ({
        fromPart: Number(fromPart),
        toPart: toPart === 0n ? undefined : Number(toPart),
        prices: prices.map(({ operator, script, perPart }) => ({
          operator: given(operator),
          script: given(script),
          perPart: maybeMoney(perPart),
        })),
      })),
      families: [...tariff.families],
      purposes: [...tariff.purposes],
      source: tariff.source,
      note: given(tariff.note),
    })),
    fees: answer.fees.map(({ amount, ...fee }) => ({ ...fee, amount: maybeMoney(amount) })),
    discounts: answer.discounts.map(({ mode, from, below, percent, source }) => ({
      mode,
      from: maybeMoney(from),
      below: maybeMoney(below),
      percent,
      source,
    })),
    effectiveFrom: answer.effectiveFrom,
    segmentTables: answer.segmentTables.map(({ operator, script, sendable, rows, source }) => ({
      operator: given(operator),
      script,
      sendable,
      rows: rows.map(({ printed, ...row }) => ({ ...row, printed: given(printed) })),
      source,
    })),
    suffixChars: answer.suffixChars,
    creditPrices: answer.creditPrices.map(({ perCredit, effectiveFrom, ...price }) => ({
      ...price,
      perCredit: maybeMoney(perCredit),
      effectiveFrom: given(effectiveFrom),
    })),
  };
}

export function fromPriceGroups(groups: readonly PriceGroup[]): Json<"priceGroupList"> {
  return {
    groups: groups.map(({ lineId, purpose, group, at }) => ({
      lineId: given(lineId),
      purpose: given(purpose),
      group,
      at: fromTime(at),
    })),
  };
}
