import { ConsentChanged, ConsentsImported } from "@whiteline/contracts/lists/v1/events";
import type { Events } from "@whiteline/events";
import type { MarketPack } from "@whiteline/markets";
import { inTransaction, type connectMongo, type Ports } from "@whiteline/service-kit";
import { hearWord, type Consent, type ConsentWord, type RecipientKind } from "./domain/consent.js";
import type { ConsentStore } from "./store/consents.js";
import type { RegistryEntryStore } from "./store/registry-entries.js";

export type RecordingConsents = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly consents: ConsentStore;
  readonly registryEntries: RegistryEntryStore;
  readonly events: Pick<Events, "outbox">;
};

/** A word as it comes in. */
export type NewConsent = {
  readonly msisdn: number;
  readonly kind: RecipientKind;
  readonly word: ConsentWord;
};

/**
 * Keeps words of recipients, with facts and with what the registry has to be told, in one transaction.
 * @param told false for what the registry itself said: it need not hear its own words
 * @returns those that changed something
 */
export function recordConsents(
  { connection, consents, registryEntries, events, now, newId }: RecordingConsents,
  tenantId: string,
  pack: MarketPack,
  words: readonly NewConsent[],
  { told = true, requestId = "" }: { readonly told?: boolean; readonly requestId?: string } = {},
): Promise<readonly Consent[]> {
  return inTransaction(connection, async (session) => {
    const at = now();
    const known = new Map(
      (
        await consents.ofNumbers(
          tenantId,
          words.map(({ msisdn }) => msisdn),
          session,
        )
      ).map((consent) => [keyOf(consent), consent]),
    );
    const before = new Map(Array.from(known, ([key, { version }]) => [key, version]));
    const changed = new Map<string, Consent>();
    const hasRegistry = pack.reach.registry !== null && told;
    for (const { msisdn, kind, word } of words) {
      const key = keyOf({ msisdn, kind });
      const heard = hearWord(known.get(key), word);
      if (heard === undefined) continue;
      const consent: Consent = {
        consentId: known.get(key)?.consentId ?? consents.newConsentId(),
        ...{ tenantId, msisdn, kind },
        ...heard,
        registry: pack.reach.registry === null ? "none" : told ? "waiting" : "uploaded",
        registryError: "",
        // Of several words of one recipient in a batch one version comes out.
        version: (before.get(key) ?? 0) + 1,
      };
      known.set(key, consent);
      changed.set(key, consent);
    }
    const list = [...changed.values()];
    await consents.put(session, list, at);
    if (hasRegistry) {
      const entries = list.map(({ msisdn, kind, current: { state, saidAt, source } }) => ({
        ...{ tenantId, market: pack.code, kind, msisdn, state, saidAt, source },
      }));
      await registryEntries.add(session, entries, at);
    }
    const changes = list.length === 1 ? list : [];
    for (const { consentId, current, version } of changes) {
      const given = current.state === "given";
      const fact = { tenantId, consentId, given, at, version: BigInt(version) };
      await events.outbox.add(session, ConsentChanged, fact, newId());
    }
    // A million rows are a thousand facts, not a million.
    if (list.length > 1) {
      const fact = { tenantId, changed: BigInt(list.length), at };
      await events.outbox.add(session, ConsentsImported, fact, newId());
    }
    const [first] = list;
    if (requestId !== "" && first !== undefined)
      await consents.keepRequest(session, { tenantId, requestId, consentId: first.consentId }, at);
    return list;
  });
}

function keyOf({ msisdn, kind }: Pick<Consent, "msisdn" | "kind">): string {
  return `${kind}:${msisdn}`;
}
