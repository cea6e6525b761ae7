import { ConsentChanged, ConsentsImported } from "@whiteline/contracts/lists/v1/events";
import type { MarketPack } from "@whiteline/markets";
import { inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import { hearWord, type Consent, type ConsentWord, type RecipientKind } from "./domain/consent.js";
import { followConsents } from "./follow-consents.js";
import type { RecordingOptOuts, Session } from "./record-opt-out.js";
import type { ConsentStore } from "./store/consents.js";

export type RecordingConsents = RecordingOptOuts & { readonly consents: ConsentStore };

/** A word as it comes in. */
export type NewConsent = {
  readonly msisdn: number;
  readonly kind: RecipientKind;
  readonly word: ConsentWord;
};

type HowTold = {
  /** False for what the registry itself said: it need not hear its own words. */
  readonly told?: boolean;
  readonly requestId?: string;
  /** Who entered it, for the audit trail; absent: the registry, or one row of a file. */
  readonly by?: string;
};

/**
 * Keeps words of recipients, with facts, with what the registry has to be told, and with the refusals that withdrawals
 * make and later consents end, in one transaction.
 * @returns those that changed something
 */
export async function recordConsents(
  it: RecordingConsents,
  tenantId: string,
  pack: MarketPack,
  words: readonly NewConsent[],
  told: HowTold = {},
): Promise<readonly Consent[]> {
  const keep = () =>
    inTransaction(it.connection, (session) => keepWords(it, session, tenantId, pack, words, told));
  try {
    return await keep();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // Somebody kept the first word of the same recipient at the same moment.
    return keep();
  }
}

async function keepWords(
  it: RecordingConsents,
  session: Session,
  tenantId: string,
  pack: MarketPack,
  words: readonly NewConsent[],
  { told = true, requestId = "", by }: HowTold,
): Promise<readonly Consent[]> {
  const { consents, registryEntries } = it;
  const at = it.now();
  const msisdns = words.map(({ msisdn }) => msisdn);
  const found = await consents.ofNumbers(tenantId, msisdns, session);
  const standing = new Map(found.map((consent) => [keyOf(consent), consent]));
  const before = new Map(Array.from(standing, ([key, { version }]) => [key, version]));
  const changed = new Map<string, Consent>();
  for (const { msisdn, kind, word } of words) {
    const key = keyOf({ msisdn, kind });
    const known = standing.get(key);
    const heard = hearWord(known, word);
    if (heard === undefined) continue;
    const consent: Consent = {
      consentId: known?.consentId ?? consents.newConsentId(),
      ...{ tenantId, msisdn, kind },
      ...heard,
      registry: pack.reach.registry === null ? "none" : told ? "waiting" : "uploaded",
      registryError: "",
      // Of several words of one recipient in a batch one version comes out.
      version: (before.get(key) ?? 0) + 1,
    };
    standing.set(key, consent);
    changed.set(key, consent);
  }
  const list = [...changed.values()];
  await consents.put(session, list, at);
  if (pack.reach.registry !== null && told) {
    const entries = list.map(({ msisdn, kind, current: { state, saidAt, source } }) => ({
      ...{ tenantId, market: pack.code, kind, msisdn, state, saidAt, source },
    }));
    await registryEntries.add(session, entries, at);
  }
  await tellOf(it, session, tenantId, list, at);
  await followConsents(it, session, tenantId, pack, [...standing.values()]);
  const [first] = list;
  if (by !== undefined && first !== undefined) {
    const { consentId, current, version } = first;
    const about = { entryId: it.newId(), tenantId, providerId: "", actor: by, at };
    const what = { action: "consent.recorded", subject: `consent:${consentId}` };
    const after = { state: current.state, source: current.source, version: String(version) };
    await it.tellTrail(session, { ...about, ...what, after });
  }
  if (requestId !== "" && first !== undefined)
    await consents.keepRequest(session, { tenantId, requestId, consentId: first.consentId }, at);
  return list;
}

/** A million rows are a thousand facts, not a million. */
async function tellOf(
  { events, newId }: RecordingConsents,
  session: Session,
  tenantId: string,
  changed: readonly Consent[],
  at: Date,
): Promise<void> {
  const [first] = changed;
  if (first === undefined) return;
  if (changed.length > 1) {
    const many = { tenantId, changed: BigInt(changed.length), at };
    return events.outbox.add(session, ConsentsImported, many, newId());
  }
  const { consentId, current, version } = first;
  const given = current.state === "given";
  const one = { tenantId, consentId, given, at, version: BigInt(version) };
  await events.outbox.add(session, ConsentChanged, one, newId());
}

function keyOf({ msisdn, kind }: Pick<Consent, "msisdn" | "kind">): string {
  return `${kind}:${msisdn}`;
}
