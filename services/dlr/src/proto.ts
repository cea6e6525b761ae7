import type { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import type {
  ChunkBill,
  GetOutcomeResponse,
  ListOrphansResponse,
  ListToldResponse,
  StreamOutcomesResponse,
} from "@whiteline/contracts/dlr/v1/dlr";
import type { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import type { Receipt } from "./domain/apply-receipts.js";
import type { SubmitsSnapshot } from "./domain/apply-submits.js";
import {
  ACCEPTED,
  evidenceOfSlot,
  failureOf,
  messageState,
  operatorKey,
  partsOfSlot,
  readKey,
  roadOf,
  slotOutcomes,
  slotsOf,
  type ChunkOutcome,
} from "./domain/chunk-outcome.js";
import type { OrphanReceipt } from "./domain/orphan.js";
import { isFinal, stateOf } from "./domain/part-state.js";
import type { ToldChunk } from "./store/outcomes.js";
import type { Told } from "./store/told.js";

/** SMPP status as operators' papers print it. */
const hexStatus = (status: number): string =>
  `0x${status.toString(16).toUpperCase().padStart(8, "0")}`;

/** A chunk without validity is awaited for a day from its submit. */
const dayMs = 86_400_000;

export const toSnapshot = (fact: SubmitsRecorded, now: Date): SubmitsSnapshot => ({
  chunkId: fact.chunkId,
  version: Number(fact.version),
  tenantId: fact.tenantId,
  campaignId: fact.campaignId,
  lineId: fact.lineId,
  variant: fact.variant,
  isTest: fact.test,
  reservationId: fact.reservationId,
  operator: fact.operator,
  account: fact.account,
  alphabet: fact.alphabet,
  parts: fact.parts,
  codes: fact.codes,
  operatorIds: fact.operatorIds,
  roads: fact.accounts.map((account, i) => ({
    account,
    evidence: fact.evidence[i] ?? "",
    errors: fact.errorCodes[i] ?? "",
  })),
  partRoads: fact.partAccounts,
  extraIds: fact.extraIds.map((id, i) => ({
    part: fact.extraParts[i] ?? 0,
    id,
    account: fact.accounts[fact.extraAccounts[i] ?? -1] ?? fact.account,
  })),
  duplicatePossible: fact.duplicatePossible,
  reasons: reasonsOf(fact),
  keptBack: new Set(partsKeptBack(fact).keys()),
  complete: fact.complete,
  releasedAt: fact.releasedAt,
  submittedAt: fact.submittedAt,
  expiresAt: fact.expiresAt ?? new Date(now.getTime() + dayMs),
});

/** Parts of recipients that the dispatcher kept back, and why. */
const partsKeptBack = (fact: SubmitsRecorded): ReadonlyMap<number, string> => {
  const slots = slotsOf(fact.parts);
  return new Map(
    fact.withheldRecipients.flatMap((recipient, i) => {
      const { first, count } = slots[recipient] ?? { first: 0, count: 0 };
      const reason = fact.withheldReasons[i] ?? "withheld";
      return Array.from({ length: count }, (_, at) => [first + at, reason] as const);
    }),
  );
};

const reasonsOf = (fact: SubmitsRecorded): ReadonlyMap<number, string> => {
  const reasons = new Map<number, string>();
  fact.statuses.forEach((status, part) => {
    if (status !== 0) reasons.set(part, hexStatus(status));
  });
  for (const [part, reason] of partsKeptBack(fact)) reasons.set(part, reason);
  return reasons;
};

export const toReceipts = (work: ReceiptsReceived, now: Date): readonly Receipt[] =>
  work.receipts.map((receipt) => ({
    key: operatorKey(work.account, receipt.operatorId),
    state: receipt.state,
    error: receipt.error,
    at: receipt.at ?? now,
  }));

export const fromTold = (told: ToldChunk): OutcomesRecorded => {
  const { counts } = told;
  const stateCounts = (of: Readonly<Record<string, number>>): { state: string; count: number }[] =>
    Object.entries(of).map(([state, count]) => ({ state, count }));
  return {
    chunkId: told.chunkId,
    version: BigInt(told.version),
    tenantId: told.tenantId,
    campaignId: told.campaignId,
    reservationId: told.reservationId,
    operator: counts.operator,
    recipients: counts.recipients,
    parts: counts.parts,
    messages: stateCounts(counts.messages),
    partsByState: stateCounts(counts.partStates),
    partsAccepted: counts.partsAccepted,
    partsDelivered: counts.partsDelivered,
    allAnswered: told.allAnswered,
    final: counts.final,
    duplicatesPossible: counts.duplicatesPossible,
    at: told.at,
    alphabet: told.alphabet,
    releasedAt: told.releasedAt,
    submittedAt: told.submittedAt,
  };
};

export const fromSlot = (outcome: ChunkOutcome, slot: number): GetOutcomeResponse => {
  const states = partsOfSlot(outcome, slot);
  const first = slotsOf(outcome.parts)[slot]?.first ?? 0;
  const duplicates = new Set(outcome.duplicatePossible);
  const reason = states.map((_, i) => outcome.reasons.get(first + i)).find((r) => r !== undefined);
  return {
    state: messageState(states),
    reason: reason ?? "",
    operator: outcome.operator,
    parts: states.map((state, i) => ({
      state,
      operatorId: outcome.operatorIds[first + i] ?? "",
      code: outcome.reasons.get(first + i) ?? "",
      duplicatePossible: duplicates.has(first + i),
      at: partTime(outcome, first + i),
      evidence: roadOf(outcome, first + i).evidence,
      failure: failureOf(outcome, first + i),
    })),
    evidence: evidenceOfSlot(outcome, slot),
    failure: states.map((_, i) => failureOf(outcome, first + i)).find((f) => f !== "") ?? "",
  };
};

/** When the part became final; of others, and of what was kept without times, when the chunk changed last. */
const partTime = (outcome: ChunkOutcome, part: number): Date => {
  const seconds = outcome.finalAt[part] ?? 0;
  return seconds === 0 ? outcome.changedAt : new Date(seconds * 1_000);
};

export const fromToldPage = ({ campaignIds, messages, next, more }: Told): ListToldResponse => ({
  campaignIds: [...campaignIds],
  messages: messages.flatMap((outcomes) => {
    const [first] = outcomes;
    if (first === undefined) return [];
    return {
      chunkId: first.chunkId,
      operator: first.operator,
      slots: outcomes.map(({ slot }) => slot),
      states: outcomes.map(({ state }) => state),
      reasons: outcomes.map(({ reason }) => reason),
      finalAt: outcomes.map(({ finalAt }) => finalAt),
    };
  }),
  next: BigInt(next),
  more,
});

export const fromChunk = (outcome: ChunkOutcome): StreamOutcomesResponse => {
  const slots = slotOutcomes(outcome);
  return {
    chunkId: outcome.chunkId,
    operator: outcome.operator,
    states: slots.map(({ state }) => state),
    reasons: outcome.reasons.size === 0 ? [] : slots.map(({ reason }) => reason),
    finalAt: slots.map(({ finalAt }) => finalAt),
    variant: outcome.variant,
    parts: Buffer.from(outcome.parts),
    operatorIds: [...outcome.operatorIds],
    extraOperatorIds: outcome.extraIds.map(({ id }) => id),
    extraOperatorIdsOf: outcome.extraIds.map(({ part }) => outcome.operatorIds[part] ?? ""),
    duplicatePossible: [...outcome.duplicatePossible],
    bill: billOf(outcome),
  };
};

const billOf = (outcome: ChunkOutcome): ChunkBill => {
  const { complete, releasedAt, submittedAt, reservationId, alphabet } = outcome;
  const states = Array.from(outcome.states, stateOf);
  return {
    partsAccepted: outcome.codes.filter((code) => code === ACCEPTED).length,
    partsDelivered: states.filter((state) => state === "delivered").length,
    allAnswered: complete,
    final: complete && states.every(isFinal),
    ...{ releasedAt, submittedAt, reservationId, alphabet },
  };
};

export const fromOrphans = (summary: {
  readonly waiting: number;
  readonly givenUp: number;
  readonly sample: readonly string[];
  readonly oldestAt: Date | undefined;
  readonly page: { readonly receipts: readonly OrphanReceipt[]; readonly next: string | undefined };
}): ListOrphansResponse => ({
  waiting: BigInt(summary.waiting),
  givenUp: BigInt(summary.givenUp),
  sampleIds: [...summary.sample],
  oldestAt: summary.oldestAt,
  orphans: summary.page.receipts.map(({ key, state, error, at, tries, nextAt }) => ({
    ...readKey(key),
    ...{ state, error, at, tries, nextTryAt: nextAt },
  })),
  nextPageToken: summary.page.next ?? "",
});
