import { localMonth, type MarketPack } from "@whiteline/markets";
import { dueIds, type NewDue } from "./due.js";
import { feeAt } from "./fees.js";
import { money } from "./money.js";
import type { Holder } from "./wallet.js";

/** One word of a line about an operator: it takes the name, or takes it no more. */
export type OperatorWord = {
  readonly version: bigint;
  readonly at: Date;
  readonly takes: boolean;
};

/** Of a line, what its fees depend on: since when each operator has it, and until when. */
export type FeeLine = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly providerId: string;
  /** Version of the line that was heard last. */
  readonly version: bigint;
  readonly operators: readonly {
    readonly operator: string;
    /** In the order of the line's versions, in whatever order they were heard. */
    readonly words: readonly OperatorWord[];
  }[];
  /** From then on nothing more falls due. */
  readonly endedAt: Date | undefined;
};

/** What a line that was heard of says. */
export type HeardLine = Pick<FeeLine, "lineId" | "tenantId" | "providerId" | "version"> & {
  /** Operators at which it is declared and accepted. */
  readonly activeAt: readonly string[];
  /** Operators at which it was removed, or its term ran out. */
  readonly overAt: readonly string[];
  readonly ended: boolean;
  readonly at: Date;
};

/**
 * What is kept of a line after a fact of it, in whatever order facts come. A name that sleeps for want of money, or is
 * barred for a while, costs its maintenance still; one that was removed at an operator, or whose term ran out there,
 * costs nothing there from the month after (interpretation, vn.md §3, §4, §6).
 */
export const afterFact = (known: FeeLine | undefined, heard: HeardLine): FeeLine => {
  const { lineId, tenantId, providerId, version, at } = heard;
  const words = new Map(known?.operators.map((each) => [each.operator, each.words]));
  const add = (takes: boolean) => (operator: string) => {
    words.set(operator, withWord(words.get(operator) ?? [], { version, at, takes }));
  };
  heard.activeAt.forEach(add(true));
  heard.overAt.forEach(add(false));
  return {
    lineId,
    tenantId,
    providerId,
    version: known === undefined || version > known.version ? version : known.version,
    operators: [...words].map(([operator, its]) => ({ operator, words: its })),
    endedAt: known?.endedAt ?? (heard.ended ? at : undefined),
  };
};

const withWord = (words: readonly OperatorWord[], word: OperatorWord): readonly OperatorWord[] =>
  words.some(({ version }) => version === word.version)
    ? words
    : [...words, word].sort((one, other) => Number(one.version - other.version));

type Stretch = { readonly since: Date; readonly until: Date | undefined };

/** While an operator had the name: from a word that it takes it to the next that it takes it no more. */
const stretchesOf = (words: readonly OperatorWord[]): readonly Stretch[] =>
  words.reduce<readonly Stretch[]>((stretches, { at, takes }) => {
    const last = stretches.at(-1);
    const isOpen = last !== undefined && last.until === undefined;
    if (takes === isOpen) return stretches;
    if (!isOpen) return [...stretches, { since: at, until: undefined }];
    return [...stretches.slice(0, -1), { since: last.since, until: at }];
  }, []);

/** Whether a line has fees that another one of before had not: its months are to be looked through anew. */
export const owesMore = (line: FeeLine, before: FeeLine): boolean => {
  const beginnings = ({ operators }: FeeLine) =>
    operators.flatMap(({ operator, words }) =>
      stretchesOf(words).map(({ since }) => `${operator} ${since.toISOString()}`),
    );
  const known = new Set(beginnings(before));
  return beginnings(line).some((each) => !known.has(each));
};

/**
 * Every fee of a line that has fallen due: the declaration once, and maintenance for each local month from that of the
 * acceptance to the present one, or to that in which the operator had it last [vn.md §6; that the first month and the
 * last cost a whole fee is an interpretation].
 * @param from the first month that may be missing, e.g. "2026-11"; empty: all.
 */
export const feesDue = (
  pack: MarketPack,
  { providerId, tenantId }: Holder,
  line: FeeLine,
  { now, from }: { readonly now: Date; readonly from: string },
): readonly NewDue[] =>
  line.operators.flatMap(({ operator, words: heard }) => {
    const { lineId } = line;
    const stretches = stretchesOf(heard);
    if (stretches.length === 0) return [];
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
    const monthOf = (day: Date): string => localMonth(pack, day.toISOString());
    const months = stretches.flatMap(({ since, until = last }) => {
      const first = monthOf(since);
      return monthsFrom(first > from ? first : from, monthOf(until < last ? until : last));
    });
    return [
      ...fee("declaration", dueIds.declaration(lineId, operator), ""),
      ...[...new Set(months)].flatMap((month) =>
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
