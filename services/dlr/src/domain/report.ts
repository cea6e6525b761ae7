/** What a chunk's document keeps for reports: small counts, so that a report reads no parts. */
export type ChunkCounts = {
  readonly operator: string;
  readonly variant: number;
  readonly recipients: number;
  readonly parts: number;
  readonly messages: Readonly<Record<string, number>>;
  readonly partStates: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  /** Absent in chunks of before they were counted. */
  readonly evidence?: Readonly<Record<string, number>>;
  readonly failures?: Readonly<Record<string, number>>;
  /** Parts the operator took, whatever became of them: what money is settled for. */
  readonly partsAccepted: number;
  readonly partsDelivered: number;
  readonly duplicatesPossible: number;
  readonly final: boolean;
  /** Seconds since 1970; 0: not known. */
  readonly releasedAt: number;
  readonly firstDeliveredAt: number;
  readonly lastDeliveredAt: number;
  /** Final messages by state, by the hour since 1970 in which they became so. */
  readonly finalByHour: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

type Counts = Readonly<Record<string, number>>;

/** Messages that have one thing in common. */
export type ReportGroup = {
  readonly messages: number;
  readonly parts: number;
  readonly messagesByState: Counts;
  readonly reasons: Counts;
  /** Parts by what their receipts prove. */
  readonly evidence: Counts;
  /** Parts that failed, by the house's own reasons. */
  readonly failures: Counts;
};

export type Report = {
  readonly chunks: number;
  readonly chunksFinal: number;
  readonly messages: number;
  readonly parts: number;
  readonly messagesByState: Counts;
  readonly partsByState: Counts;
  readonly reasons: Counts;
  readonly operators: Counts;
  readonly evidence: Counts;
  readonly failures: Counts;
  readonly duplicatesPossible: number;
  readonly byOperator: ReadonlyMap<string, ReportGroup>;
  /** By the number of the variant; without those that have none. */
  readonly byVariant: ReadonlyMap<number, ReportGroup>;
  /** By the hour since 1970 of the release. */
  readonly byHour: ReadonlyMap<number, ReportGroup>;
  readonly finalByHour: ReadonlyMap<number, Counts>;
  /** Seconds since 1970; 0: nothing yet. */
  readonly firstReleasedAt: number;
  readonly firstDeliveredAt: number;
  readonly lastDeliveredAt: number;
};

const add = (into: Record<string, number>, from: Counts): void => {
  for (const [key, value] of Object.entries(from)) into[key] = (into[key] ?? 0) + value;
};

/** Sums chunks into a campaign's report: every recipient stands in exactly one state. */
export const sumReport = (chunks: readonly ChunkCounts[]): Report => {
  const messagesByState: Record<string, number> = {};
  const partsByState: Record<string, number> = {};
  const reasons: Record<string, number> = {};
  const operators: Record<string, number> = {};
  const finalByHour = new Map<number, Record<string, number>>();
  const evidence: Record<string, number> = {};
  const failures: Record<string, number> = {};
  for (const chunk of chunks) {
    add(messagesByState, chunk.messages);
    add(partsByState, chunk.partStates);
    add(reasons, chunk.reasons);
    add(evidence, chunk.evidence ?? {});
    add(failures, chunk.failures ?? {});
    add(operators, { [chunk.operator]: chunk.recipients });
    for (const [hour, states] of Object.entries(chunk.finalByHour)) {
      const ofHour = finalByHour.get(Number(hour)) ?? {};
      finalByHour.set(Number(hour), ofHour);
      add(ofHour, states);
    }
  }
  const sum = (of: (chunk: ChunkCounts) => number): number =>
    chunks.reduce((total, c) => total + of(c), 0);
  return {
    chunks: chunks.length,
    chunksFinal: sum((c) => (c.final ? 1 : 0)),
    messages: sum((c) => c.recipients),
    parts: sum((c) => c.parts),
    messagesByState,
    partsByState,
    reasons,
    operators,
    evidence,
    failures,
    duplicatesPossible: sum((c) => c.duplicatesPossible),
    byOperator: groupBy(chunks, (c) => c.operator),
    byVariant: groupBy(
      chunks.filter((c) => c.variant > 0),
      (c) => c.variant,
    ),
    byHour: groupBy(
      chunks.filter((c) => c.releasedAt > 0),
      (c) => Math.floor(c.releasedAt / 3_600),
    ),
    finalByHour,
    firstReleasedAt: earliest(chunks.map((c) => c.releasedAt)),
    firstDeliveredAt: earliest(chunks.map((c) => c.firstDeliveredAt)),
    lastDeliveredAt: chunks.reduce((last, c) => Math.max(last, c.lastDeliveredAt), 0),
  };
};

const groupBy = <Key>(
  chunks: readonly ChunkCounts[],
  keyOf: (chunk: ChunkCounts) => Key,
): ReadonlyMap<Key, ReportGroup> => {
  const groups = new Map<
    Key,
    {
      messages: number;
      parts: number;
      states: Record<string, number>;
      why: Record<string, number>;
      proof: Record<string, number>;
      failed: Record<string, number>;
    }
  >();
  for (const chunk of chunks) {
    const key = keyOf(chunk);
    const empty = { messages: 0, parts: 0, states: {}, why: {}, proof: {}, failed: {} };
    const group = groups.get(key) ?? empty;
    groups.set(key, group);
    group.messages += chunk.recipients;
    group.parts += chunk.parts;
    add(group.states, chunk.messages);
    add(group.why, chunk.reasons);
    add(group.proof, chunk.evidence ?? {});
    add(group.failed, chunk.failures ?? {});
  }
  return new Map(
    [...groups].map(([key, { messages, parts, states, why, proof, failed }]) => [
      key,
      {
        ...{ messages, parts, messagesByState: states },
        ...{ reasons: why, evidence: proof, failures: failed },
      },
    ]),
  );
};

const earliest = (seconds: readonly number[]): number =>
  seconds.reduce((first, at) => (at > 0 && (first === 0 || at < first) ? at : first), 0);
