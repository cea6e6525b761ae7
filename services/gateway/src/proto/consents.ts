import {
  ConsentState,
  RecipientKind,
  RegistryState,
  type Consent,
  type ConsentsHeader,
  type ConsentWord,
  type GetConsentSummaryResponse,
  type ImportConsentsResponse,
  type ListConsentsRequest,
  type RecordConsentRequest,
  type RegistryAnswer,
} from "@whiteline/contracts/lists/v1/consents";
import type { z } from "zod";

import type * as shapes from "../shapes/consents.js";
import { fromTime, given, toTime } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

const states = {
  "": ConsentState.UNSPECIFIED,
  given: ConsentState.GIVEN,
  withdrawn: ConsentState.WITHDRAWN,
} as const;
const stateNames = {
  [ConsentState.GIVEN]: "given",
  [ConsentState.WITHDRAWN]: "withdrawn",
  [ConsentState.UNSPECIFIED]: "unknown",
  [ConsentState.UNRECOGNIZED]: "unknown",
} as const satisfies Record<ConsentState, string>;
const kinds = { consumer: RecipientKind.CONSUMER, merchant: RecipientKind.MERCHANT } as const;
const kindNames = {
  [RecipientKind.CONSUMER]: "consumer",
  [RecipientKind.MERCHANT]: "merchant",
  [RecipientKind.UNSPECIFIED]: "unknown",
  [RecipientKind.UNRECOGNIZED]: "unknown",
} as const satisfies Record<RecipientKind, string>;
const registryStates = {
  "": RegistryState.UNSPECIFIED,
  waiting: RegistryState.WAITING,
  uploaded: RegistryState.UPLOADED,
  refused: RegistryState.REFUSED,
} as const;
const registryNames = {
  [RegistryState.UNSPECIFIED]: "none",
  [RegistryState.WAITING]: "waiting",
  [RegistryState.UPLOADED]: "uploaded",
  [RegistryState.REFUSED]: "refused",
  [RegistryState.UNRECOGNIZED]: "none",
} as const satisfies Record<RegistryState, string>;

export function toConsent(body: Json<"newConsent">, requestId: string): RecordConsentRequest {
  return {
    ...body,
    requestId,
    recipientKind: kinds[body.recipientKind],
    state: states[body.state],
    saidAt: toTime(body.saidAt),
  };
}

export function toConsentsHeader(fields: Json<"consentFields">, requestId: string): ConsentsHeader {
  return {
    ...fields,
    requestId,
    recipientKind: kinds[fields.recipientKind],
    state: states[fields.state],
    saidAt: toTime(fields.saidAt),
  };
}

export function toConsentQuestion(query: Json<"consentQuery">): ListConsentsRequest {
  const { cursor, limit } = query;
  const registryState = registryStates[query.registry];
  return { state: states[query.state], registryState, cursor, limit };
}

export function toRecipientKind(kind: keyof typeof kinds): RecipientKind {
  return kinds[kind];
}

export function fromConsent(consent: Consent): Json<"consent"> {
  return {
    consentId: consent.consentId,
    number: `+${consent.msisdn}`,
    recipientKind: kindNames[consent.recipientKind],
    current: fromWord(consent.current),
    history: consent.history.map(fromWord),
    registry: registryNames[consent.registryState],
    registryError: given(consent.registryError),
    version: Number(consent.version),
  };
}

function fromWord(word: ConsentWord | undefined): Json<"consent">["current"] {
  return {
    state: stateNames[word?.state ?? ConsentState.UNSPECIFIED],
    saidAt: fromTime(word?.saidAt),
    source: word?.source ?? "",
    wording: word?.wording ?? "",
    evidence: word?.evidence ?? "",
    recordedAt: fromTime(word?.recordedAt),
  };
}

export function fromConsentImport(answer: ImportConsentsResponse): Json<"consentImport"> {
  return {
    rowsRead: Number(answer.rowsRead),
    recorded: Number(answer.recorded),
    unchanged: Number(answer.unchanged),
    refused: Object.fromEntries(answer.refused.map(({ code, rows }) => [code, Number(rows)])),
    refusedRows: answer.refusedRows.map(({ row, code }) => ({ row: Number(row), code })),
  };
}

export function fromConsentSummary(summary: GetConsentSummaryResponse): Json<"consentSummary"> {
  return {
    given: Number(summary.given),
    withdrawn: Number(summary.withdrawn),
    waiting: Number(summary.waiting),
    refusedByRegistry: Number(summary.refusedByRegistry),
    registry: given(summary.registry),
    brand: given(summary.brand),
    fetchedUntil: fromTime(summary.fetchedUntil),
    trouble: given(summary.trouble),
  };
}

export function fromRegistryAnswer({
  msisdn,
  state,
}: RegistryAnswer): Json<"registryAnswers">["answers"][number] {
  return { number: `+${msisdn}`, state: stateNames[state] };
}
