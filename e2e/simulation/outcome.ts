import type { ChunkProgress } from "@whiteline/dispatcher/simulation";
import {
  applyReceipts,
  applySubmits,
  indexKeys,
  operatorKey,
  stateOf,
  type ChunkOutcome,
  type PartState,
  type Receipt,
  type SubmitsSnapshot,
} from "@whiteline/dlr/simulation";
import type { Ended } from "./road.js";

const now = new Date("2026-11-30T00:00:00Z");
const words = [
  { word: "DELIVRD", state: "delivered" },
  { word: "UNDELIV", state: "undelivered" },
  { word: "EXPIRED", state: "expired" },
] as const;

const snapshotOf = ({ chunk }: Ended, told: ChunkProgress): SubmitsSnapshot => ({
  chunkId: chunk.chunkId,
  version: told.version,
  tenantId: chunk.tenantId,
  lineId: "line",
  variant: 0,
  isTest: false,
  campaignId: chunk.campaignId,
  reservationId: "r",
  operator: chunk.operator,
  account: "op",
  alphabet: "gsm7",
  parts: Uint8Array.from(
    chunk.msisdns,
    (_, recipient) => chunk.parts.filter((part) => part.recipient === recipient).length,
  ),
  codes: told.codes,
  operatorIds: told.operatorIds,
  extraIds: told.extraIds.map(([part, id, account]) => ({ part, id, account })),
  roads: [{ account: "op", evidence: "network", errors: "own" }],
  partRoads: new Uint8Array(told.codes.length),
  duplicatePossible: [...told.duplicatePossible],
  reasons: new Map(),
  keptBack: new Set(told.withheld.keys()),
  complete: true,
  releasedAt: undefined,
  submittedAt: undefined,
  expiresAt: now,
});

/**
 * What dlr makes of it when facts and receipts come in an order that `draw` decides, some of them twice; a
 * receipt that nobody knows yet is parked and tried again, as dlr does.
 *
 * @param draw a number below its argument.
 * @returns the state of each part, and what the operator decided of each id.
 */
export const outcomeOf = (
  ended: Ended,
  draw: (below: number) => number,
): { readonly states: readonly PartState[]; readonly fates: ReadonlyMap<string, PartState> } => {
  const fates = new Map<string, PartState>();
  const receipts = ended.taken.flatMap(({ id }): Receipt[] => {
    const fate = words[draw(words.length)] ?? words[0];
    fates.set(id, fate.state);
    const receipt = (state: string): Receipt => ({
      key: operatorKey("op", id),
      state,
      error: "",
      at: now,
    });
    const last = receipt(fate.word);
    return draw(2) === 0 ? [receipt("ENROUTE"), last, last] : [last, receipt("ACCEPTD")];
  });
  let outcome: ChunkOutcome | undefined;
  let parked: Receipt[] = [];
  const match = (come: readonly Receipt[]): void => {
    const index = outcome === undefined ? new Map<string, number>() : indexKeys(outcome);
    parked.push(...come.filter(({ key }) => !index.has(key)));
    if (outcome !== undefined) outcome = applyReceipts(outcome, index, come, now) ?? outcome;
  };
  const steps = [
    ...receipts.map((receipt) => () => match([receipt])),
    ...[...ended.told, ...ended.told].map((told) => () => {
      outcome = applySubmits(outcome, snapshotOf(ended, told), now) ?? outcome;
      const again = parked;
      parked = [];
      match(again);
    }),
  ];
  for (; steps.length > 0;) steps.splice(draw(steps.length), 1)[0]?.();
  return { states: Array.from(outcome?.states ?? [], stateOf), fates };
};
