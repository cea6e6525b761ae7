/** What a campaign's chunk says of itself, small enough to be summed by the thousand. */
export type ChunkProgress = {
  readonly state: "prepared" | "released" | "cancelled";
  readonly operator: string;
  readonly recipients: number;
  readonly parts: number;
  readonly final: boolean;
  /** Latest snapshot of dlr; empty before the first. */
  readonly messages: Readonly<Record<string, number>>;
  readonly partStates: Readonly<Record<string, number>>;
  readonly duplicatesPossible: number;
  /** 0: of a campaign without variants. */
  readonly variant: number;
};

export type Progress = {
  readonly recipients: number;
  readonly chunks: number;
  readonly chunksReleased: number;
  readonly chunksFinal: number;
  readonly messages: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, number>>;
  readonly duplicatesPossible: number;
};

/** Sums chunks up: every recipient stands in exactly one state, "waiting" and "cancelled" included. */
export const sumProgress = (chunks: readonly ChunkProgress[]): Progress => {
  const messages: Record<string, number> = {};
  const parts: Record<string, number> = {};
  let recipients = 0;
  let chunksReleased = 0;
  let chunksFinal = 0;
  let duplicatesPossible = 0;
  for (const chunk of chunks) {
    recipients += chunk.recipients;
    chunksReleased += chunk.state === "released" ? 1 : 0;
    chunksFinal += chunk.final ? 1 : 0;
    duplicatesPossible += chunk.duplicatesPossible;
    addAll(messages, complete(chunk.messages, chunk.recipients, chunk.state));
    addAll(parts, complete(chunk.partStates, chunk.parts, chunk.state));
  }
  return {
    recipients,
    chunks: chunks.length,
    chunksReleased,
    chunksFinal,
    messages,
    parts,
    duplicatesPossible,
  };
};

const words = { prepared: "waiting", released: "pending", cancelled: "cancelled" } as const;

/** What no snapshot has counted yet stands under the chunk's own state. */
const complete = (
  counted: Readonly<Record<string, number>>,
  total: number,
  state: ChunkProgress["state"],
): Readonly<Record<string, number>> => {
  const known = Object.values(counted).reduce((sum, count) => sum + count, 0);
  const word = words[state];
  return known >= total ? counted : { ...counted, [word]: (counted[word] ?? 0) + total - known };
};

const addAll = (into: Record<string, number>, from: Readonly<Record<string, number>>): void => {
  for (const [key, count] of Object.entries(from)) into[key] = (into[key] ?? 0) + count;
};
