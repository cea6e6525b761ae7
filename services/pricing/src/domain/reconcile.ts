import { costOf, type PricedBills } from "./cost-price.js";

/** What the operator's invoice says of one message id. */
export type BilledId = {
  readonly parts: bigint;
  readonly rows: number;
  /** Minor units. */
  readonly amount: bigint;
};

/** One chunk as our journal of money and the book of receipts know it. */
export type KnownChunk = {
  readonly chunkId: string;
  /** Parts that its customer was charged; undefined: its bill may still change. */
  readonly charged: bigint | undefined;
  /** Parts that the rule of its contract charges, by what the book of receipts holds. */
  readonly chargeable: bigint;
  /** The operator's id of each part that it accepted; one that stands for several is named as often. */
  readonly acceptedIds: readonly string[];
  /** Further ids of parts that were sent once more, each with the accepted one of its part; empty: not known. */
  readonly extraIds: readonly { readonly id: string; readonly of: string }[];
  /** Parts that the operator accepted, by the journal of submits; and by the book of receipts. */
  readonly journalParts: bigint;
  readonly acceptedParts: bigint;
  readonly deliveredParts: bigint;
  readonly script: string;
  /** The operator's agreed price of a part; undefined: none is agreed. */
  readonly costPerPart: bigint | undefined;
  /** Of a chunk that was submitted on several days; undefined: on this day alone. */
  readonly otherDays: OtherDays | undefined;
};

/** What files of the other days say of a chunk that was submitted across a midnight. */
export type OtherDays = {
  readonly billed: ReadonlySet<string>;
  /** Each of them has its file: what none bills is billed by nobody. */
  readonly allBilled: boolean;
  /** The last of its days is this one, on which its parts are counted. */
  readonly isLast: boolean;
};

export type CaseKind =
  | "unknown_id"
  | "billed_twice"
  | "not_billed"
  | "parts_differ"
  | "amount_differs"
  | "no_cost_price"
  | "day_billed_again"
  | "charged_differs"
  | "journal_differs"
  | "receipts_differ";

/** A difference. Each becomes a case: nothing is rounded away. */
export type Difference = {
  readonly kind: CaseKind;
  /** The operator's id, or the chunk. */
  readonly subject: string;
  readonly chunkId: string;
  readonly ours: bigint;
  readonly theirs: bigint;
  /** Of what a price decides: judged anew when one is recorded. */
  readonly priced?: PricedBills;
};

export type Match = {
  readonly partsOurs: bigint;
  readonly partsCharged: bigint;
  readonly partsDelivered: bigint;
  readonly partsBilled: bigint;
  /** What the operator should bill; undefined: nothing is billed yet, or a price is missing. */
  readonly expected: bigint | undefined;
  /** The parts of that by script. */
  readonly expectedParts: readonly { readonly script: string; readonly parts: bigint }[];
};

/**
 * Holds the journal, the receipts and the operator's invoice against each other, chunk by chunk as they are read past.
 * @param billed what the operator's file says, by message id; undefined: there is no file yet, two ways are matched.
 */
export const reconciler = (billed: ReadonlyMap<string, BilledId> | undefined) => {
  const found = new Set<string>();
  /** What is billed of scripts for which no price is agreed. */
  const unpriced = new Map<string, Unpriced>();
  const expected = new Map<string, { readonly parts: bigint; readonly cost: bigint | undefined }>();
  const expect = ({ script, costPerPart: cost }: KnownChunk, more: bigint): void => {
    expected.set(script, { parts: (expected.get(script)?.parts ?? 0n) + more, cost });
  };
  /** Ids of chunks of several days that this file bills. */
  const billedAcross: string[] = [];
  let match: Sums = {
    partsOurs: 0n,
    partsCharged: 0n,
    partsDelivered: 0n,
    partsBilled: [...(billed?.values() ?? [])].reduce((sum, { parts }) => sum + parts, 0n),
  };

  return {
    /** @returns where the chunk differs. */
    addChunk(chunk: KnownChunk): readonly Difference[] {
      const { chunkId, acceptedIds, costPerPart, otherDays } = chunk;
      const differences: Difference[] = [];
      const differ = (kind: CaseKind, subject: string, ours: bigint, theirs: bigint): void =>
        void differences.push({ kind, subject, chunkId, ours, theirs });
      if (otherDays?.isLast !== false) {
        match = counted(match, chunk);
        differences.push(...differencesOfReceipts(chunk));
      }
      if (billed === undefined) return differences;
      const extras = new Map(chunk.extraIds.map(({ id, of }) => [id, of]));
      for (const [first, parts] of partsById(acceptedIds)) {
        // A part that has two ids may be billed by either.
        const ids = [first, ...[...extras].flatMap(([extra, of]) => (of === first ? [extra] : []))];
        const [id = first, ...again] = ids.filter((each) => billed.has(each));
        for (const each of [id, ...again]) found.add(each);
        for (const each of again) differ("billed_twice", each, 1n, 2n);
        const bill = billed.get(id);
        const isBilledElsewhere = ids.some((each) => otherDays?.billed.has(each) === true);
        if (bill === undefined) {
          // Another day bills it, or may still.
          if (isBilledElsewhere || otherDays?.allBilled === false) continue;
          expect(chunk, parts);
          differ("not_billed", id, parts, 0n);
          continue;
        }
        expect(chunk, parts);
        if (otherDays !== undefined) billedAcross.push(id);
        const isRowPerPart = BigInt(bill.rows) === parts && bill.parts === parts;
        if (bill.rows > 1 && !isRowPerPart) differ("billed_twice", id, 1n, BigInt(bill.rows));
        else if (isBilledElsewhere) differ("billed_twice", id, 1n, 2n);
        else if (bill.parts !== parts) differ("parts_differ", id, parts, bill.parts);
        // What the operator asks for its own quantity: a wrong quantity is a case of its own.
        const due = costPerPart === undefined ? undefined : bill.parts * costPerPart;
        if (due === undefined) {
          unpriced.set(chunk.script, withBill(unpriced.get(chunk.script), bill));
        } else if (bill.amount !== due) {
          const { parts: billedParts, amount } = bill;
          const priced = { script: chunk.script, bills: [{ parts: billedParts, amount }] };
          const of = { kind: "amount_differs" as const, subject: id, chunkId };
          differences.push({ ...of, ours: due, theirs: amount, priced });
        }
      }
      // Of which part is not known: it is taken for one that is billed by its first id as well.
      for (const [id, of] of extras) {
        if (!billed.has(id) || acceptedIds.includes(of)) continue;
        found.add(id);
        differ("billed_twice", id, 1n, 2n);
      }
      return differences;
    },

    /** What is billed and no chunk knows, and the sums of all. */
    finish(): {
      readonly match: Match;
      readonly differences: readonly Difference[];
      readonly billedAcross: readonly string[];
    } {
      const unknown = [...(billed ?? [])].filter(([id]) => !found.has(id));
      const of = (kind: CaseKind, subject: string, theirs: bigint): Difference => ({
        ...{ kind, subject, chunkId: "", ours: 0n, theirs },
      });
      const sums = [...expected].map(([script, { parts, cost }]) => ({ script, parts, cost }));
      return {
        billedAcross,
        match: {
          ...match,
          expected: billed && costOf(sums),
          expectedParts: sums.map(({ script, parts }) => ({ script, parts })),
        },
        differences: [
          ...unknown.map(([id, { parts }]) => of("unknown_id", id, parts)),
          ...[...unpriced].map(([script, { amount, bills }]) => ({
            ...of("no_cost_price", script, amount),
            ...(bills && { priced: { script, bills } }),
          })),
        ],
      };
    },
  };
};

/** How many parts each id stands for: more than one where a message went in one submit. */
const partsById = (ids: readonly string[]): ReadonlyMap<string, bigint> => {
  const parts = new Map<string, bigint>();
  for (const id of ids) parts.set(id, (parts.get(id) ?? 0n) + 1n);
  return parts;
};

type Unpriced = { readonly amount: bigint; readonly bills: PricedBills["bills"] | undefined };

/** So many different bills of one script are kept: an operator that rounds bills few. */
const MOST_BILLS = 100;

const withBill = (
  { amount: before, bills }: Unpriced = { amount: 0n, bills: [] },
  { parts, amount }: BilledId,
): Unpriced => {
  const isKnown = bills?.some((bill) => bill.parts === parts && bill.amount === amount);
  const all = isKnown === false ? [...(bills ?? []), { parts, amount }] : bills;
  const kept = (all?.length ?? 0) > MOST_BILLS ? undefined : all;
  return { amount: before + amount, bills: kept };
};

type Sums = Omit<Match, "expected" | "expectedParts">;

const counted = (
  sums: Sums,
  { charged = 0n, acceptedParts, deliveredParts }: KnownChunk,
): Sums => ({
  ...sums,
  partsOurs: sums.partsOurs + acceptedParts,
  partsCharged: sums.partsCharged + charged,
  partsDelivered: sums.partsDelivered + deliveredParts,
});

/** Where what was charged is not what its contract charges, or more was delivered than was accepted. */
const differencesOfReceipts = (chunk: KnownChunk): readonly Difference[] => {
  const { chunkId, charged, chargeable, journalParts, acceptedParts, deliveredParts } = chunk;
  const differ = (kind: CaseKind, ours: bigint, theirs: bigint): readonly Difference[] =>
    ours === theirs ? [] : [{ kind, subject: chunkId, chunkId, ours, theirs }];
  return [
    // While its bill may change the book of receipts may still be about to hear what the journal knows.
    ...(charged === undefined
      ? []
      : [
          ...differ("charged_differs", charged, chargeable),
          ...differ("journal_differs", journalParts, acceptedParts),
        ]),
    ...(deliveredParts > acceptedParts
      ? differ("receipts_differ", acceptedParts, deliveredParts)
      : []),
  ];
};
