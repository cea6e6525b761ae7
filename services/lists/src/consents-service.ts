import type {
  ConsentsServiceImplementation,
  RecordConsentRequest,
} from "@whiteline/contracts/lists/v1/consents";
import { changedFields } from "@whiteline/events";
import type { MarketPack } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  inTransaction,
  isDuplicateKey,
  principalOf,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import {
  fromConsent,
  fromState,
  toConsentState,
  toKind,
  toRegistryState,
} from "./consent-words.js";
import { faultOf, type Consent, type WordFault } from "./domain/consent.js";
import { importConsents, takeHeader, type ConsentsProgress } from "./import-consents.js";
import { toName, toRequestId } from "./proto.js";
import { packOf } from "./reach.js";
import { readCursor, readLimit, toCursor } from "./read-page.js";
import { recordConsents, type RecordingConsents } from "./record-consents.js";
import { readNumber } from "./record-opt-out.js";
import type { RegistrySync } from "./registry/synchronise.js";

type Deps = RecordingConsents & { readonly registry: RegistrySync };

/** What lists answers about consent. */
export function consentsService(deps: Deps): ConsentsServiceImplementation<CallContextExt> {
  const { consents, registryEntries, registry, connection, tellTrail, now, newId } = deps;

  return {
    async recordConsent(request, context) {
      const tenantId = requireTenant(context);
      const pack = packOf(principalOf(context).market);
      const by = actorOf(principalOf(context));
      return { consent: fromConsent(await recordOne(deps, tenantId, pack, request, by)) };
    },

    async importConsents(parts, context) {
      const tenantId = requireTenant(context);
      const pack = packOf(principalOf(context).market);
      const sources = sourcesOf(pack);
      const { header, data } = await takeHeader(parts);
      const progress = { rowsRead: 0, recorded: 0 };
      const file = { tenantId, by: actorOf(principalOf(context)), progress };
      const asked = { tenantId, pack, sources, header };
      const whole = await importConsents(deps, asked, data, progress).catch(
        async (error: unknown) => {
          const ended = { ...file, action: "consents.broken_off" };
          if (progress.recorded > 0) await tellRead(deps, ended);
          throw error;
        },
      );
      await tellRead(deps, { ...file, action: "consents.imported" });
      return whole;
    },

    async findConsents({ number }, context) {
      const tenantId = requireTenant(context);
      const msisdn = readNumber(packOf(principalOf(context).market), number);
      return { consents: (await consents.ofNumbers(tenantId, [msisdn])).map(fromConsent) };
    },

    async listConsents({ state, registryState, cursor, limit }, context) {
      const tenantId = requireTenant(context);
      const most = readLimit(limit);
      const asked = { state: toConsentState(state), registry: toRegistryState(registryState) };
      const after = readCursor(cursor);
      const page = await consents.page(tenantId, { ...asked, after, limit: most });
      const last = page.at(-1);
      const isFull = page.length === most && last !== undefined;
      return {
        consents: page.map(fromConsent),
        nextCursor: isFull ? toCursor({ at: last.changedAt, id: last.consentId }) : "",
      };
    },

    async getConsentSummary(_request, context) {
      const tenantId = requireTenant(context);
      const pack = packOf(principalOf(context).market);
      const [counts, refused, waiting, account] = await Promise.all([
        consents.counts(tenantId),
        consents.refusedByRegistry(tenantId),
        registryEntries.waiting(tenantId),
        registryEntries.account(tenantId),
      ]);
      return {
        given: BigInt(counts.given),
        withdrawn: BigInt(counts.withdrawn),
        waiting: BigInt(waiting),
        refusedByRegistry: BigInt(refused),
        registry: registry.isOffered(pack) ? (pack.reach.registry?.name ?? "") : "",
        brand: account?.brand ?? "",
        fetchedUntil: account?.fetchedUntil ?? undefined,
        trouble: account?.trouble ?? "",
      };
    },

    async setRegistryBrand({ requestId, brand }, context) {
      const tenantId = requireTenant(context);
      const pack = packOf(principalOf(context).market);
      toRequestId(requestId);
      registry.require(pack);
      if (!/^\d{4,10}$/u.test(brand)) {
        throw new DomainError("invalid", "BRAND_INVALID", "It is no brand of the registry.", {
          remedy: "Give the digits of the brand as the registry's panel shows them.",
        });
      }
      try {
        await inTransaction(connection, async (session) => {
          const was = await registryEntries.setBrand(session, tenantId, pack.code, brand);
          if (was === brand) return;
          const actor = actorOf(principalOf(context));
          const about = { entryId: newId(), tenantId, providerId: "", actor, at: now() };
          const what = { action: "registry_brand.set", subject: `registry_brand:${pack.code}` };
          await tellTrail(session, {
            ...about,
            ...what,
            ...changedFields({ brand: was }, { brand }),
          });
        });
      } catch (error) {
        throw isDuplicateKey(error) ? brandOfAnother() : error;
      }
      return { brand };
    },

    async queryRegistry({ recipientKind, numbers }, context) {
      const tenantId = requireTenant(context);
      const pack = packOf(principalOf(context).market);
      const msisdns = numbers.map((number) => readNumber(pack, number));
      const states = await registry.query(tenantId, pack, toKind(recipientKind), msisdns);
      return {
        answers: msisdns.map((msisdn) => ({
          msisdn: BigInt(msisdn),
          state: fromState(states.get(msisdn)),
        })),
      };
    },

    async synchroniseRegistry(_request, context) {
      const tenantId = requireTenant(context);
      const pack = packOf(principalOf(context).market);
      const { uploaded, fetched } = await registry.synchronise(tenantId, pack);
      const actor = actorOf(principalOf(context));
      const about = { entryId: newId(), tenantId, providerId: "", actor, at: now() };
      const what = { action: "registry.synchronised", subject: `registry:${pack.code}` };
      const after = { uploaded: String(uploaded), fetched: String(fetched) };
      await inTransaction(connection, (session) =>
        tellTrail(session, { ...about, ...what, after }),
      );
      const waiting = await registryEntries.waiting(tenantId);
      return {
        uploaded: BigInt(uploaded),
        fetched: BigInt(fetched),
        waiting: BigInt(waiting),
      };
    },
  };
}

/** Rows of a file stand by themselves, so its entry of the audit trail comes when it has been read, or as far as it was. */
async function tellRead(
  { connection, tellTrail, now, newId }: Deps,
  {
    tenantId,
    by,
    action,
    progress: { rowsRead, recorded },
  }: {
    readonly tenantId: string;
    readonly by: string;
    readonly action: string;
    readonly progress: ConsentsProgress;
  },
): Promise<void> {
  const about = { entryId: newId(), tenantId, providerId: "", actor: by, at: now() };
  const after = { rows: String(rowsRead), changed: String(recorded) };
  const deed = { ...about, action, subject: `tenant:${tenantId}`, after };
  await inTransaction(connection, (session) => tellTrail(session, deed));
}

async function recordOne(
  deps: Deps,
  tenantId: string,
  pack: MarketPack,
  request: RecordConsentRequest,
  by: string,
): Promise<Consent> {
  const requestId = toRequestId(request.requestId);
  const sources = sourcesOf(pack);
  const msisdn = readNumber(pack, request.number);
  const kind = toKind(request.recipientKind);
  const { saidAt, source } = request;
  const state = toConsentState(request.state);
  const at = deps.now();
  const word = {
    ...{ state, saidAt, source },
    wording: toName(request.wording),
    evidence: toName(request.evidence),
  };
  const fault = faultOf(word, sources, at);
  if (fault !== undefined || state === undefined || saidAt === undefined)
    throw wordRefused(fault ?? "CONSENT_STATE_MISSING", sources);
  const earlier = await deps.consents.requested(tenantId, requestId);
  if (earlier === undefined) {
    const whole = { ...word, state, saidAt, recordedAt: at };
    const words = [{ msisdn, kind, word: whole }];
    await recordConsents(deps, tenantId, pack, words, { requestId, by });
  }
  const known = await deps.consents.ofNumbers(tenantId, [msisdn]);
  const mine = known.find((consent) => consent.kind === kind);
  if (mine === undefined) throw new Error("the consent was not kept");
  if (earlier !== undefined && earlier !== mine.consentId) {
    throw new DomainError(
      "already_exists",
      "REQUEST_ID_REUSED",
      "This request id recorded another consent.",
      { remedy: "Use a fresh request id for each consent." },
    );
  }
  return mine;
}

/** @throws DomainError CONSENTS_NOT_KEPT in a market that asks for none */
function sourcesOf(pack: MarketPack): ReadonlySet<string> {
  if (pack.reach.consent !== null)
    return new Set(pack.reach.consent.sources.map(({ code }) => code));
  throw new DomainError("precondition", "CONSENTS_NOT_KEPT", "The market asks for no consent.", {
    remedy: "Leave consents out; refusals are recorded with /v1/opt-outs.",
  });
}

function wordRefused(fault: WordFault, sources: ReadonlySet<string>): DomainError {
  const remedies: Readonly<Record<WordFault, string>> = {
    CONSENT_STATE_MISSING: "Say whether consent was given or withdrawn.",
    SAID_AT_MISSING: "Give the time at which it was said.",
    SAID_IN_FUTURE: "Give the time at which it was said, with its offset.",
    SOURCE_UNKNOWN: `Use one of ${[...sources].join(", ")}.`,
    PROOF_MISSING: "Give the wording and where the proof is kept.",
  };
  return new DomainError("invalid", fault, "The consent cannot be kept without its proof.", {
    remedy: remedies[fault],
  });
}

function brandOfAnother(): DomainError {
  return new DomainError("already_exists", "BRAND_OF_ANOTHER", "The brand is another company's.", {
    remedy: "Check the digits; if the brand is yours, ask your provider.",
  });
}
