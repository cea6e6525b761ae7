import { changedFields } from "@whiteline/events";
import type {
  GetProviderEligibilityRequest,
  GetProviderEligibilityResponse,
  SetProviderEligibilityRequest,
  SetProviderEligibilityResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  actorOf,
  DomainError,
  isDuplicateKey,
  principalOf,
  requireStaff,
  type CallContext,
} from "@whiteline/service-kit";
import { blockProviderLines } from "./block-provider-lines.js";
import { judgeProvider, type ProviderRecord } from "./domain/provider-eligibility.js";
import { isWritable } from "./domain/written-text.js";
import { tellDeed } from "./events/publish.js";
import { dayOf, isDay } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromEligibility } from "./proto-families.js";
import { caseMovedOn, providerUnknown } from "./refuse.js";
import { fieldsOfProvider } from "./trail-fields.js";

type Needs = Pick<Parts, "now" | "packs" | "lines" | "providers" | "trail" | "commit" | "outbox">;

/** What a provider must hold, and holds: its customers may know before they choose it. */
export function getProviderEligibility({ now, packs, providers }: Needs) {
  return async ({
    providerId,
  }: GetProviderEligibilityRequest): Promise<GetProviderEligibilityResponse> => {
    const pack = packs.ofProvider(providerId, now());
    if (pack === undefined) throw providerUnknown();
    const record = await providers.byId(providerId);
    const verdict = judgeProvider(pack, record, dayOf(now(), pack.timezone));
    return { eligibility: fromEligibility(providerId, pack.code, record, verdict) };
  };
}

/**
 * Records what a provider holds; by its version, so that no record is overwritten unseen. Its lines
 * fall silent, or come back, before the call is answered.
 */
export function setProviderEligibility(parts: Needs) {
  const { now, packs, providers, commit, outbox } = parts;
  const { reconcile } = blockProviderLines(parts);
  return async (
    request: SetProviderEligibilityRequest,
    context: CallContext,
  ): Promise<SetProviderEligibilityResponse> => {
    const { providerId, expectedVersion, met, suspended, note } = request;
    requireStaff(context, "administrator", providerId);
    const at = now();
    const pack = packs.ofProvider(providerId, at);
    if (pack === undefined) throw providerUnknown();
    const { kind } = request;
    if (kind !== "operator" && kind !== "partner") throw kindUnknown();
    const codes = pack.providerRequirements.map(({ code }) => code);
    const validUntil = { ...request.validUntil };
    const named = [...met, ...Object.keys(validUntil)];
    if (named.some((code) => !codes.includes(code))) throw requirementUnknown(codes);
    if (!Object.values(validUntil).every(isDay)) throw dayInvalid();
    if (!isWritable(note)) throw noteUnwritable();
    const before = await providers.byId(providerId);
    if (BigInt(before?.version ?? 0) !== expectedVersion) throw caseMovedOn();

    const actor = actorOf(principalOf(context));
    const record: ProviderRecord = {
      providerId,
      market: pack.code,
      kind,
      met: [...new Set(met)],
      validUntil,
      suspended,
      note,
      version: (before?.version ?? 0) + 1,
      recordedAt: at,
      recordedBy: actor,
    };
    await commit(async (session) => {
      await providers.put(session, record);
      await tellDeed(outbox, session, {
        entryId: `provider:${providerId}:${record.version}`,
        ...{ tenantId: "", providerId, actor, at },
        action: "provider.recorded",
        subject: `provider:${providerId}`,
        ...changedFields(fieldsOfProvider(before), fieldsOfProvider(record)),
      });
    }).catch((error: unknown) => {
      throw isDuplicateKey(error) ? caseMovedOn() : error;
    });
    await reconcile(providerId, context.signal);
    const verdict = judgeProvider(pack, record, dayOf(at, pack.timezone));
    return { eligibility: fromEligibility(providerId, pack.code, record, verdict) };
  };
}

function kindUnknown(): DomainError {
  return new DomainError(
    "invalid",
    "PROVIDER_KIND_UNKNOWN",
    "A provider is an operator or a partner of one.",
    { remedy: "Say operator or partner." },
  );
}

function requirementUnknown(codes: readonly string[]): DomainError {
  return new DomainError(
    "invalid",
    "REQUIREMENT_UNKNOWN",
    "The market asks nothing of this name of a provider.",
    { remedy: `It asks: ${codes.join(", ") || "nothing"}.` },
  );
}

function dayInvalid(): DomainError {
  return new DomainError("invalid", "DAY_INVALID", "An end is a day, such as 2027-03-20.", {
    remedy: "Write year, month and day.",
  });
}

function noteUnwritable(): DomainError {
  return new DomainError("invalid", "TOO_MUCH_SAID", "The note is too long or no plain text.", {
    remedy: "Say it shorter.",
  });
}
