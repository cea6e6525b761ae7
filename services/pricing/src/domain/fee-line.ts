import { localMonth, type MarketPack } from "@whiteline/markets";
import { dueIds, type NewDue } from "./due.js";
import { feeAt } from "./fees.js";
import { money } from "./money.js";
import type { Holder } from "./wallet.js";

/** Of a line, what its fees depend on: since when each operator has it. */
export type FeeLine = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly providerId: string;
  /** Version of the line that was heard last. */
  readonly version: bigint;
  readonly operators: readonly { readonly operator: string; readonly since: Date }[];
  /** From then on nothing more falls due. */
  readonly endedAt: Date | undefined;
};

/** What a line that was heard of says. */
export type HeardLine = Pick<FeeLine, "lineId" | "tenantId" | "providerId" | "version"> & {
  /** Operators at which it is declared and accepted. */
  readonly activeAt: readonly string[];
  readonly ended: boolean;
  readonly at: Date;
};

/**
 * What is kept of a line after a fact of it. An operator stays from its first acceptance on: a name that sleeps for
 * want of money costs its maintenance still (interpretation, vn.md §3, §6). Late facts change nothing but the past.
 */
export const afterFact = (known: FeeLine | undefined, heard: HeardLine): FeeLine => {
  const { lineId, tenantId, providerId, at } = heard;
  const before = known?.operators ?? [];
  const since = new Map(before.map((each) => [each.operator, each.since]));
  for (const operator of heard.activeAt) {
    const first = since.get(operator);
    if (first === undefined || at < first) since.set(operator, at);
  }
  const isNewer = known === undefined || heard.version > known.version;
  return {
    lineId,
    tenantId,
    providerId,
    version: isNewer ? heard.version : known.version,
    operators: [...since].map(([operator, from]) => ({ operator, since: from })),
    endedAt: known?.endedAt ?? (heard.ended ? at : undefined),
  };
};

/**
 * Every fee of a line that has fallen due: the declaration once, and maintenance for each local month from that of the
 * acceptance to the present one [vn.md §6; that the first month costs a whole fee is an interpretation].
 * @param from the first month that may be missing, e.g. "2026-11"; empty: all.
 */
export const feesDue = (
  pack: MarketPack,
  { providerId, tenantId }: Holder,
  line: FeeLine,
  { now, from }: { readonly now: Date; readonly from: string },
): readonly NewDue[] =>
  line.operators.flatMap(({ operator, since }) => {
    const { lineId } = line;
    const words = { tenantId, providerId, lineId, operator };
    const fee = (kind: "declaration" | "maintenance", dueId: string, month: string): NewDue[] => {
      const amount = feeAt(pack, { providerId, id: kind, operator });
      const source = pack.fees.find(({ id, provider }) => id === kind && provider === providerId);
      return amount === undefined || amount === 0n
        ? []
        : [
            {
              ...words,
              dueId,
              kind,
              month,
              amount: money(pack.currency.code, amount),
              source: source?.source ?? "",
              ...(kind === "maintenance" && { graceDays: pack.feeGrace?.days ?? 0 }),
            },
          ];
    };
    const last = line.endedAt !== undefined && line.endedAt < now ? line.endedAt : now;
    const first = localMonth(pack, since.toISOString());
    const months = monthsFrom(first > from ? first : from, localMonth(pack, last.toISOString()));
    return [
      ...fee("declaration", dueIds.declaration(lineId, operator), ""),
      ...months.flatMap((month) =>
        fee("maintenance", dueIds.maintenance(lineId, operator, month), month),
      ),
    ];
  });

/** Months from one to another, both counted; none when the first is later. */
export const monthsFrom = (first: string, last: string): readonly string[] => {
  const months: string[] = [];
  for (let month = first; month <= last; month = monthAfter(month)) months.push(month);
  return months;
};

/** The month after one, e.g. "2027-01" after "2026-12". */
export const monthAfter = (month: string): string => {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5));
  return number === 12
    ? `${String(year + 1)}-01`
    : `${String(year)}-${String(number + 1).padStart(2, "0")}`;
};
