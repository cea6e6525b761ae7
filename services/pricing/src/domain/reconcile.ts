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
  /** Parts that its customer was charged. */
  readonly charged: bigint;
  /** The operator's ids of the parts that it accepted; empty texts are parts without one. */
  readonly acceptedIds: readonly string[];
  readonly deliveredParts: bigint;
  readonly script: string;
  /** The operator's agreed price of a part; undefined: none is agreed. */
  readonly costPerPart: bigint | undefined;
};

export type CaseKind =
  | "unknown_id"
  | "billed_twice"
  | "not_billed"
  | "parts_differ"
  | "amount_differs"
  | "no_cost_price"
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
  let match: Omit<Match, "expected"> = {
    partsOurs: 0n,
    partsCharged: 0n,
    partsDelivered: 0n,
    partsBilled: [...(billed?.values() ?? [])].reduce((sum, { parts }) => sum + parts, 0n),
  };

  return {
    /** @returns where the chunk differs. */
    addChunk(chunk: KnownChunk): readonly Difference[] {
      const { chunkId, charged, acceptedIds, deliveredParts, costPerPart } = chunk;
      const accepted = BigInt(acceptedIds.length);
      match = {
        ...match,
        partsOurs: match.partsOurs + accepted,
        partsCharged: match.partsCharged + charged,
        partsDelivered: match.partsDelivered + deliveredParts,
      };
      const differences: Difference[] = [];
      const differ = (kind: CaseKind, subject: string, ours: bigint, theirs: bigint): void =>
        void differences.push({ kind, subject, chunkId, ours, theirs });
      if (charged !== accepted) differ("charged_differs", chunkId, charged, accepted);
      if (deliveredParts > accepted) differ("receipts_differ", chunkId, accepted, deliveredParts);
      if (billed === undefined) return differences;
      expected += accepted * (costPerPart ?? 0n);
      for (const id of acceptedIds) {
        if (id === "") continue;
        found.add(id);
        const bill = billed.get(id);
        if (bill === undefined) differ("not_billed", id, 1n, 0n);
        else if (bill.rows > 1) differ("billed_twice", id, 1n, BigInt(bill.rows));
        else if (bill.parts !== 1n) differ("parts_differ", id, 1n, bill.parts);
        if (bill === undefined) continue;
        // What the operator asks for its own quantity: a wrong quantity is a case of its own.
        const due = costPerPart === undefined ? undefined : bill.parts * costPerPart;
        if (due === undefined) {
          unpriced.set(chunk.script, (unpriced.get(chunk.script) ?? 0n) + bill.amount);
        } else if (bill.amount !== due) differ("amount_differs", id, due, bill.amount);
      }
      return differences;
    },

    /** What is billed and no chunk knows, and the sums of all. */
    finish(): { readonly match: Match; readonly differences: readonly Difference[] } {
      const unknown = [...(billed ?? [])].filter(([id]) => !found.has(id));
      const of = (kind: CaseKind, subject: string, theirs: bigint): Difference => ({
        ...{ kind, subject, chunkId: "", ours: 0n, theirs },
      });
      const isPriced = billed !== undefined && unpriced.size === 0;
      return {
        match: { ...match, expected: isPriced ? expected : undefined },
        differences: [
          ...unknown.map(([id, { parts }]) => of("unknown_id", id, parts)),
          ...[...unpriced].map(([script, amount]) => of("no_cost_price", script, amount)),
        ],
      };
    },
  };
};
