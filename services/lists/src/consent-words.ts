import {
  ConsentState as StateMessage,
  RecipientKind as KindMessage,
  RegistryState as RegistryMessage,
  type Consent as ConsentMessage,
  type ConsentWord as WordMessage,
} from "@whiteline/contracts/lists/v1/consents";
import type { Consent, ConsentState, ConsentWord, RecipientKind } from "./domain/consent.js";

/** Translates consents between contract and domain. */

export function toConsentState(state: StateMessage): ConsentState | undefined {
  if (state === StateMessage.GIVEN) return "given";
  return state === StateMessage.WITHDRAWN ? "withdrawn" : undefined;
}

/** Who is not said to be a merchant is protected as a consumer. */
export function toKind(kind: KindMessage): RecipientKind {
  return kind === KindMessage.MERCHANT ? "merchant" : "consumer";
}

export function toRegistryState(state: RegistryMessage): Consent["registry"] | undefined {
  switch (state) {
    case RegistryMessage.WAITING:
      return "waiting";
    case RegistryMessage.UPLOADED:
      return "uploaded";
    case RegistryMessage.REFUSED:
      return "refused";
    default:
      return undefined;
  }
}

/** Undefined: nothing is known. */
export function fromState(state: ConsentState | undefined): StateMessage {
  if (state === undefined) return StateMessage.UNSPECIFIED;
  return state === "given" ? StateMessage.GIVEN : StateMessage.WITHDRAWN;
}

const registryStates = {
  none: RegistryMessage.UNSPECIFIED,
  waiting: RegistryMessage.WAITING,
  uploaded: RegistryMessage.UPLOADED,
  refused: RegistryMessage.REFUSED,
} as const;

export function fromConsent(consent: Consent): ConsentMessage {
  const { consentId, msisdn, kind, current, history, registry, registryError, version } = consent;
  return {
    consentId,
    msisdn: BigInt(msisdn),
    recipientKind: kind === "consumer" ? KindMessage.CONSUMER : KindMessage.MERCHANT,
    current: fromWord(current),
    history: history.map(fromWord),
    registryState: registryStates[registry],
    registryError,
    version: BigInt(version),
  };
}

function fromWord({ state, ...word }: ConsentWord): WordMessage {
  return { ...word, state: fromState(state) };
}
