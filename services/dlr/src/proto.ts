import type { ReceiptsReceived, SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import type {
  ChunkBill,
  GetOutcomeResponse,
  ListOrphansResponse,
  ListToldResponse,
  StreamOutcomesResponse,
} from "@whiteline/contracts/dlr/v1/dlr";
import type { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import type { Cause } from "./domain/failure-reason.js";
import type { Receipt } from "./domain/apply-receipts.js";
import type { SubmitsSnapshot } from "./domain/apply-submits.js";
import {
  ACCEPTED,
  evidenceOf,
  evidenceOfSlot,
  failureOf,
  messageState,
  operatorKey,
  partsOfSlot,
  readKey,
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
    isLastOnly: fact.receipts[i] === "last",
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

const reasonsOf = (fact: SubmitsRecorded): ReadonlyMap<number, Cause> => {
  const reasons = new Map<number, Cause>();
  fact.statuses.forEach((status, part) => {
    const word = fact.failures[part] ?? "";
    if (status !== 0) reasons.set(part, { code: hexStatus(status), word });
  });
  for (const [part, code] of partsKeptBack(fact)) reasons.set(part, { code });
  return reasons;
};

export const toReceipts = (work: ReceiptsReceived, now: Date): readonly Receipt[] =>
  work.receipts.map(({ operatorId, state, error, at = now, networkError, failure, rawId }) => ({
    key: operatorKey(work.account, operatorId),
    ...{ state, error, at },
    // They are kept as they are where no part is known; most have nothing of these.
    ...(networkError !== "" && networkError !== error && { network: networkError }),
    ...(failure !== "" && { word: failure }),
    ...(rawId !== "" && { rawId }),
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
    reason: reason?.code ?? "",
    operator: outcome.operator,
    parts: states.map((state, i) => ({
      state,
      operatorId: outcome.operatorIds[first + i] ?? "",
      code: outcome.reasons.get(first + i)?.code ?? "",
      networkCode: outcome.reasons.get(first + i)?.network ?? "",
      duplicatePossible: duplicates.has(first + i),
      at: partTime(outcome, first + i),
      evidence: evidenceOf(outcome, first + i, i === states.length - 1),
      failure: failureOf(outcome, first + i),
      contradictions: outcome.contradictions
        .filter(({ part }) => part === first + i)
        .map(({ state: other, code, at }) => ({ state: other, code, at: timeOf(at) })),
    })),
    evidence: evidenceOfSlot(outcome, slot),
    failure: states.map((_, i) => failureOf(outcome, first + i)).find((f) => f !== "") ?? "",
  };
};

const timeOf = (seconds: number): Date | undefined =>
  seconds === 0 ? undefined : new Date(seconds * 1_000);

/** When the part became final; of others, and of what was kept without times, when the chunk changed last. */
const partTime = (outcome: ChunkOutcome, part: number): Date => {
  return timeOf(outcome.finalAt[part] ?? 0) ?? outcome.changedAt;
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
  orphans: summary.page.receipts.map(({ key, state, error, at, tries, nextAt, rawId = "" }) => ({
    ...readKey(key),
    ...{ state, error, at, tries, rawId, nextTryAt: nextAt },
  })),
  nextPageToken: summary.page.next ?? "",
});
