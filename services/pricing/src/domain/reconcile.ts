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
  /** Further ids of parts that were sent once more, because their first answer was lost. */
  readonly extraIds: readonly string[];
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
  | "receipts_differ";

/** A difference. Each becomes a case: nothing is rounded away. */
export type Difference = {
  readonly kind: CaseKind;
  /** The operator's id, or the chunk. */
  readonly subject: string;
  readonly chunkId: string;
  readonly ours: bigint;
  readonly theirs: bigint;
};

export type Match = {
  readonly partsOurs: bigint;
  readonly partsCharged: bigint;
  readonly partsDelivered: bigint;
  readonly partsBilled: bigint;
  /** What the operator should bill; undefined: nothing is billed yet, or a price is missing. */
  readonly expected: bigint | undefined;
};

/**
 * Holds the journal, the receipts and the operator's invoice against each other, chunk by chunk as they are read past.
 * @param billed what the operator's file says, by message id; undefined: there is no file yet, two ways are matched.
 */
export const reconciler = (billed: ReadonlyMap<string, BilledId> | undefined) => {
  const found = new Set<string>();
  /** What is billed of scripts for which no price is agreed. */
  const unpriced = new Map<string, bigint>();
  let expected = 0n;
  /** Ids of chunks of several days that this file bills. */
  const billedAcross: string[] = [];
  let match: Omit<Match, "expected"> = {
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
      for (const [id, parts] of partsById(acceptedIds)) {
        found.add(id);
        const bill = billed.get(id);
        const isBilledElsewhere = otherDays?.billed.has(id) === true;
        if (bill === undefined) {
          // Another day bills it, or may still.
          if (isBilledElsewhere || otherDays?.allBilled === false) continue;
          expected += parts * (costPerPart ?? 0n);
          differ("not_billed", id, parts, 0n);
          continue;
        }
        expected += parts * (costPerPart ?? 0n);
        if (otherDays !== undefined) billedAcross.push(id);
        const isRowPerPart = BigInt(bill.rows) === parts && bill.parts === parts;
        if (bill.rows > 1 && !isRowPerPart) differ("billed_twice", id, 1n, BigInt(bill.rows));
        else if (isBilledElsewhere) differ("billed_twice", id, 1n, 2n);
        else if (bill.parts !== parts) differ("parts_differ", id, parts, bill.parts);
        // What the operator asks for its own quantity: a wrong quantity is a case of its own.
        const due = costPerPart === undefined ? undefined : bill.parts * costPerPart;
        if (due === undefined) {
          unpriced.set(chunk.script, (unpriced.get(chunk.script) ?? 0n) + bill.amount);
        } else if (bill.amount !== due) differ("amount_differs", id, due, bill.amount);
      }
      // A part that has two ids was sent twice: billed by both, it is billed twice.
      for (const id of chunk.extraIds) {
        if (!billed.has(id)) continue;
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
      const isPriced = billed !== undefined && unpriced.size === 0;
      return {
        billedAcross,
        match: { ...match, expected: isPriced ? expected : undefined },
        differences: [
          ...unknown.map(([id, { parts }]) => of("unknown_id", id, parts)),
          ...[...unpriced].map(([script, amount]) => of("no_cost_price", script, amount)),
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

type Sums = Omit<Match, "expected">;

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
  const { chunkId, charged, chargeable, acceptedParts, deliveredParts } = chunk;
  const differ = (kind: CaseKind, ours: bigint, theirs: bigint): readonly Difference[] =>
    ours === theirs ? [] : [{ kind, subject: chunkId, chunkId, ours, theirs }];
  return [
    ...(charged === undefined ? [] : differ("charged_differs", charged, chargeable)),
    ...(deliveredParts > acceptedParts
      ? differ("receipts_differ", acceptedParts, deliveredParts)
      : []),
  ];
};
