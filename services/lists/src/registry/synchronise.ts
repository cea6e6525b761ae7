import { markets, type MarketPack } from "@whiteline/markets";
import { DomainError, type Life } from "@whiteline/service-kit";
import type { ConsentState, RecipientKind } from "../domain/consent.js";
import { recordConsents, type RecordingConsents } from "../record-consents.js";
import type { RegistryAccount, RegistryEntry, RegistryRequest } from "../store/registry-entries.js";
import type { ConsentRegistry, RegistryWord } from "./consent-registry.js";

export type Synchronising = RecordingConsents & {
  /** By market; absent where this installation has none. */
  readonly registries: ReadonlyMap<string, ConsentRegistry>;
  readonly log: Life["log"];
  /** A registry that was heard so recently need not be asked again before a sending. */
  readonly freshMs: number;
};
export type RegistrySync = ReturnType<typeof registrySync>;

const KINDS: readonly RecipientKind[] = ["consumer", "merchant"];

/**
 * Keeps a tenant and its registry in step: what was said here goes there in batches, what was said there comes here, and
 * before a sending the registry is asked itself when it was not heard lately. Nothing is forgotten before the registry
 * has judged it, so a failure anywhere costs time only.
 */
export function registrySync(it: Synchronising) {
  const { registries, registryEntries, consents, now } = it;

  const isOffered = ({ code, reach }: MarketPack): boolean =>
    reach.registry !== null && registries.has(code);
  const find = (pack: MarketPack): ConsentRegistry => {
    const registry = registries.get(pack.code);
    if (registry !== undefined && pack.reach.registry !== null) return registry;
    throw new DomainError("precondition", "NO_REGISTRY", "The market has no registry here.", {
      remedy: "Ask your provider whether it is connected to one.",
    });
  };
  const accountOf = async (tenantId: string): Promise<RegistryAccount> => {
    const account = await registryEntries.account(tenantId);
    if (account !== undefined) return account;
    throw new DomainError("precondition", "BRAND_MISSING", "The registry's brand is not set.", {
      remedy: "PUT /v1/consents/registry-brand with the brand's digits.",
    });
  };

  /** One turn for one tenant: what was handed over before, then what waits, then what is new there. */
  const turn = async (account: RegistryAccount, pack: MarketPack) => {
    const registry = find(pack);
    let uploaded = 0;
    for (const request of await registryEntries.requests(account.tenantId))
      uploaded += await settle(registry, account, request);
    for (const kind of KINDS) uploaded += await upload(registry, account, pack, kind);
    return { uploaded, fetched: await fetchChanges(registry, account, pack) };
  };

  const settle = async (
    registry: ConsentRegistry,
    { tenantId, brand }: RegistryAccount,
    { registryRequestId, kind, entries }: RegistryRequest,
  ): Promise<number> => {
    const answers = await registry.answerOf(brand, registryRequestId);
    if (answers === undefined) return 0;
    if (answers !== "unknown") {
      const judged = answers.flatMap(({ index, error }) => {
        const entry = entries[index];
        return entry === undefined ? [] : [{ ...entry, error }];
      });
      await consents.markRegistry(tenantId, kind, judged);
      await registryEntries.done(judged);
    }
    await registryEntries.endRequest(registryRequestId);
    return answers === "unknown" ? 0 : answers.filter(({ error }) => error === "").length;
  };

  const upload = async (
    registry: ConsentRegistry,
    account: RegistryAccount,
    pack: MarketPack,
    kind: RecipientKind,
  ): Promise<number> => {
    const { tenantId, brand } = account;
    // One batch of a kind is under way at a time; its entries wait here until they are judged.
    const isUnderWay = (await registryEntries.requests(tenantId)).some((one) => one.kind === kind);
    if (isUnderWay) return 0;
    let uploaded = 0;
    for (;;) {
      const most = pack.reach.registry?.batch ?? 0;
      const entries: readonly RegistryEntry[] = await registryEntries.batch(tenantId, kind, most);
      if (entries.length === 0) return uploaded;
      const registryRequestId = await registry.upload(brand, kind, entries);
      // Dying before this line sends the batch again, which the registry takes as the same words.
      const request = { tenantId, kind, registryRequestId, entries };
      await registryEntries.keepRequest(request);
      const settled = await settle(registry, account, request);
      uploaded += settled;
      if (settled === 0) return uploaded;
    }
  };

  const fetchChanges = async (
    registry: ConsentRegistry,
    { tenantId, brand, cursor: before }: RegistryAccount,
    pack: MarketPack,
  ): Promise<number> => {
    let cursor = before;
    let fetched = 0;
    for (;;) {
      const began = now();
      const page = await registry.changes(brand, cursor);
      fetched += (await hear(tenantId, pack, page.words)).length;
      cursor = page.cursor;
      await registryEntries.heard(tenantId, cursor, began);
      if (!page.isMore) return fetched;
    }
  };

  const hear = (tenantId: string, pack: MarketPack, words: readonly RegistryWord[]) => {
    const recordedAt = now();
    const name = pack.reach.registry?.name ?? "";
    const heard = words.map(({ msisdn, kind, state, saidAt, source }) => ({
      msisdn,
      kind,
      word: { state, saidAt, source, wording: name, evidence: name, recordedAt },
    }));
    return recordConsents(it, tenantId, pack, heard, { told: false });
  };

  const query = async (
    tenantId: string,
    pack: MarketPack,
    kind: RecipientKind,
    msisdns: readonly number[],
  ): Promise<ReadonlyMap<number, ConsentState>> => {
    const registry = find(pack);
    const { brand } = await accountOf(tenantId);
    const most = pack.reach.registry?.batch ?? 1;
    const answers = new Map<number, ConsentState>();
    for (let from = 0; from < msisdns.length; from += most) {
      const some = await registry.query(brand, kind, msisdns.slice(from, from + most));
      for (const [msisdn, state] of some) answers.set(msisdn, state);
    }
    return answers;
  };

  return {
    isOffered,
    require: (pack: MarketPack): void => void find(pack),
    query,

    /** @throws DomainError NO_REGISTRY, BRAND_MISSING, REGISTRY_AWAY, REGISTRY_BUSY, REGISTRY_REFUSED */
    async synchronise(tenantId: string, pack: MarketPack) {
      find(pack);
      return turn(await accountOf(tenantId), pack);
    },

    /** Every tenant's turn; one whose registry fails does not hold the others up. */
    async synchroniseAll(signal: AbortSignal): Promise<void> {
      for (const account of await registryEntries.accounts()) {
        if (signal.aborted) return;
        const pack = markets.has(account.market) ? markets.get(account.market) : undefined;
        if (pack === undefined || !isOffered(pack)) continue;
        try {
          await turn(account, pack);
        } catch (error) {
          const trouble = error instanceof DomainError ? error.reason : "REGISTRY_AWAY";
          await registryEntries.inTrouble(account.tenantId, trouble);
          it.log.warn(
            { err: error, tenant_id: account.tenantId, alarm: "registry_out_of_step" },
            "registry",
          );
        }
      }
    },

    /**
     * Whom the registry itself bars, asked before a sending when it was not heard lately; nobody where this installation
     * has no registry (decision 0022).
     * @throws DomainError BRAND_MISSING: who is not known to the registry cannot be asked for; unavailable: nothing may
     * be sent on what may be stale
     */
    async barredAmong(
      tenantId: string,
      pack: MarketPack,
      msisdns: readonly number[],
    ): Promise<ReadonlySet<number>> {
      if (!isOffered(pack) || msisdns.length === 0) return new Set();
      const account = await accountOf(tenantId);
      const heardAt = account.fetchedUntil?.getTime() ?? 0;
      if (account.trouble === "" && now().getTime() - heardAt < it.freshMs) return new Set();
      const barred = new Set<number>();
      const answers = await Promise.all(KINDS.map((kind) => query(tenantId, pack, kind, msisdns)));
      for (const msisdn of msisdns) {
        const states = answers.map((known) => known.get(msisdn));
        if (states.includes("withdrawn")) barred.add(msisdn);
      }
      return barred;
    },
  };
}
