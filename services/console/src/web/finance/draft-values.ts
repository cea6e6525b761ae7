import { toLatinDigits, toMinor, toTyped } from "../language/formats.js";
import type { PriceList, Tier } from "../tariffs/queries.js";
import type { Draft, NewDraft } from "./queries.js";

/** One price of a list as it is typed. */
export type PriceRow = {
  readonly from: string;
  /** "" = open. */
  readonly to: string;
  /** "" = every operator. */
  readonly operator: string;
  /** "" = every script. */
  readonly script: string;
  readonly price: string;
};

export type DraftValues = {
  readonly tariffId: string;
  readonly description: string;
  readonly group: string;
  /** One customer's own prices; "" = everybody's. */
  readonly tenantId: string;
  /** None = all. */
  readonly families: readonly string[];
  readonly purposes: readonly string[];
  readonly taxPercent: string;
  readonly note: string;
  readonly rows: readonly PriceRow[];
};

export const emptyRow: PriceRow = { from: "1", to: "", operator: "", script: "", price: "" };
export const emptyDraft: DraftValues = {
  tariffId: "",
  description: "",
  group: "",
  tenantId: "",
  families: [],
  purposes: [],
  taxPercent: "",
  note: "",
  rows: [emptyRow],
};

function rowsOf(tiers: readonly Tier[]): readonly PriceRow[] {
  return tiers.flatMap(({ fromPart, toPart, prices }) =>
    prices.map(({ operator = "", script = "", perPart }) => ({
      from: `${fromPart}`,
      to: toPart === undefined ? "" : `${toPart}`,
      operator,
      script,
      price: perPart === undefined ? "" : toTyped(perPart),
    })),
  );
}

/** What stands in a draft, to be changed. */
export function valuesOf(draft: Draft): DraftValues {
  const { tariffId, description, group = "", tenantId = "", families, purposes, note } = draft;
  const taxPercent = draft.taxIncludedPercent === undefined ? "" : `${draft.taxIncludedPercent}`;
  return {
    tariffId,
    description,
    group,
    tenantId,
    families,
    purposes,
    taxPercent,
    note,
    rows: rowsOf(draft.tiers),
  };
}

/** A published list as the beginning of a new one; its name is given anew. */
export function copiedFrom(list: PriceList): DraftValues {
  const { description, group = "", families, purposes, taxIncludedPercent: tax, tiers } = list;
  return {
    ...emptyDraft,
    description,
    group,
    families,
    purposes,
    taxPercent: tax === undefined ? "" : `${tax}`,
    rows: rowsOf(tiers),
  };
}

/** The places of rows that cannot be read; the API judges holes and overlaps. */
export function faultyRows(rows: readonly PriceRow[], currency: string): readonly number[] {
  return rows.flatMap(({ from, to, price }, place) =>
    partOf(from) === undefined ||
    (to.trim() !== "" && partOf(to) === undefined) ||
    toMinor(price, currency) === undefined
      ? [place]
      : [],
  );
}

/**
 * What is typed, as the API takes it: rows of the same parts are one tier, in the order of their parts.
 *
 * @param rows none of them faulty.
 */
export function draftOf(values: DraftValues, currency: string, expectedVersion: number): NewDraft {
  const tiers = new Map<string, NewDraft["tiers"][number]>();
  for (const { from, to, operator, script, price } of values.rows) {
    const toPart = partOf(to);
    const key = `${from.trim()}|${to.trim()}`;
    const tier = tiers.get(key) ?? {
      fromPart: partOf(from) ?? 1,
      ...(toPart !== undefined && { toPart }),
      prices: [],
    };
    tier.prices.push({
      ...(operator !== "" && { operator }),
      ...(script !== "" && { script }),
      perPart: { currency, minor: toMinor(price, currency) ?? "0" },
    });
    tiers.set(key, tier);
  }
  const { description, group, tenantId, families, purposes, taxPercent, note } = values;
  const percent = toLatinDigits(taxPercent).trim();
  return {
    description: description.trim(),
    families: [...families],
    purposes: [...purposes],
    tiers: [...tiers.values()].sort((one, other) => one.fromPart - other.fromPart),
    note: note.trim(),
    expectedVersion,
    ...(group !== "" && { group }),
    ...(tenantId !== "" && { tenantId }),
    ...(/^\d{1,2}(\.\d+)?$/.test(percent) && { taxIncludedPercent: Number(percent) }),
  };
}

function partOf(typed: string): number | undefined {
  const digits = toLatinDigits(typed).replace(/[\s.,٬]/g, "");
  return /^[1-9]\d{0,9}$/.test(digits) ? Number(digits) : undefined;
}
