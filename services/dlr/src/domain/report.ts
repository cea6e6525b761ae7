/** What a chunk's document keeps for reports: small counts, so that a report reads no parts. */
export type ChunkCounts = {
  readonly operator: string;
  readonly recipients: number;
  readonly parts: number;
  readonly messages: Readonly<Record<string, number>>;
  readonly partStates: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  /** Parts the operator took, whatever became of them: what money is settled for. */
  readonly partsAccepted: number;
  readonly partsDelivered: number;
  readonly duplicatesPossible: number;
  readonly final: boolean;
};

export type Report = {
  readonly chunks: number;
  readonly chunksFinal: number;
  readonly messages: number;
  readonly parts: number;
  readonly messagesByState: Readonly<Record<string, number>>;
  readonly partsByState: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly operators: Readonly<Record<string, number>>;
  readonly duplicatesPossible: number;
};

const add = (into: Record<string, number>, from: Readonly<Record<string, number>>): void => {
  for (const [key, value] of Object.entries(from)) into[key] = (into[key] ?? 0) + value;
};

/** Sums chunks into a campaign's report: every recipient stands in exactly one state. */
export const sumReport = (chunks: readonly ChunkCounts[]): Report => {
  const messagesByState: Record<string, number> = {};
  const partsByState: Record<string, number> = {};
  const reasons: Record<string, number> = {};
  const operators: Record<string, number> = {};
  for (const chunk of chunks) {
    add(messagesByState, chunk.messages);
    add(partsByState, chunk.partStates);
    add(reasons, chunk.reasons);
    add(operators, { [chunk.operator]: chunk.recipients });
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
    duplicatesPossible: sum((c) => c.duplicatesPossible),
  };
};
