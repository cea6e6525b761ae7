import { isDuplicateKey } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import { money } from "../domain/money.js";
import { emptyWallet, type Holder, type Wallet } from "../domain/wallet.js";
import { atOneInstant } from "./at-one-instant.js";
import { openCollection } from "./open-collection.js";

type WalletDocument = {
  /** The tenant. */
  _id: string;
  provider: string;
  market: string;
  currency: string;
  platform: boolean;
  available: bigint;
  held: bigint;
  v: number;
  /** Absent in wallets of before, and where nothing of it was ever said. */
  owed?: bigint;
  mode?: Wallet["mode"];
  limit?: bigint;
  billing?: Wallet["billing"] | null;
  termsBy?: string;
  termsAt?: Date | null;
  lowBalance?: bigint | null;
  lowTold?: boolean;
  month?: string;
};

const fromDocument = (d: WalletDocument): Wallet => ({
  tenantId: d._id,
  providerId: d.provider,
  market: d.market,
  currency: d.currency,
  platform: d.platform,
  available: money(d.currency, d.available),
  held: money(d.currency, d.held),
  owed: money(d.currency, d.owed ?? 0n),
  mode: d.mode ?? "prepaid",
  limit: money(d.currency, d.limit ?? 0n),
  billing: d.billing ?? undefined,
  termsSet: d.termsAt ? { by: d.termsBy ?? "", at: d.termsAt } : undefined,
  lowBalance: d.lowBalance ?? undefined,
  lowTold: d.lowTold ?? false,
  month: d.month ?? "",
  version: d.v,
});

/** Balances, one document per tenant; its version orders everything that moves the tenant's money. */
export const walletStore = (connection: Connection) => {
  const wallets = openCollection<WalletDocument>(connection, "wallets");
  return {
    ensureIndexes: async (): Promise<void> => {
      await wallets.createIndexes([
        { key: { provider: 1 } },
        { key: { lowTold: 1 }, partialFilterExpression: { lowTold: true } },
      ]);
    },

    /** Opens a tenant's wallet; one that is open stays as it is. */
    open: async (holder: Holder): Promise<void> => {
      const { tenantId, providerId, market, currency, platform } = holder;
      const { available, held, version } = emptyWallet(holder);
      try {
        await wallets.updateOne(
          { _id: tenantId },
          {
            $setOnInsert: {
              provider: providerId,
              market,
              currency,
              platform,
              available: available.minor,
              held: held.minor,
              v: version,
            },
          },
          { upsert: true },
        );
      } catch (error) {
        // Two openers at once: the index let one of them in.
        if (!isDuplicateKey(error)) throw error;
      }
    },

    byTenant: async (tenantId: string, session?: ClientSession): Promise<Wallet | undefined> => {
      const found = await wallets.findOne({ _id: tenantId }, { ...(session && { session }) });
      return found === null ? undefined : fromDocument(found);
    },

    /**
     * Writes the balances of a wallet that was read at an older version, in the caller's transaction.
     * @throws Error when somebody wrote it outside of a transaction meanwhile.
     */
    save: async (before: Wallet, after: Wallet, session: ClientSession): Promise<void> => {
      const { matchedCount } = await wallets.updateOne(
        { _id: after.tenantId, v: before.version },
        {
          $set: {
            available: after.available.minor,
            held: after.held.minor,
            owed: after.owed.minor,
            mode: after.mode,
            limit: after.limit.minor,
            billing: after.billing ?? null,
            termsBy: after.termsSet?.by ?? "",
            termsAt: after.termsSet?.at ?? null,
            lowBalance: after.lowBalance ?? null,
            lowTold: after.lowTold,
            month: after.month,
            v: after.version,
          },
        },
        { session },
      );
      if (matchedCount !== 1) throw new Error(`the wallet of ${after.tenantId} changed meanwhile`);
    },

    /** Wallets of a provider's customers, by their names. */
    ofProvider: async (providerId: string): Promise<readonly Wallet[]> =>
      (
        await wallets.find({ provider: providerId, platform: false }).sort({ _id: 1 }).toArray()
      ).map(fromDocument),

    /** Whoever of a provider sends, the platform's own tenant too: their messages are in one operator's file. */
    sendersOf: async (providerId: string): Promise<readonly Wallet[]> =>
      (await wallets.find({ provider: providerId }).sort({ _id: 1 }).toArray()).map(fromDocument),

    /** Wallets below what their holders asked to be warned of. */
    countLow: (): Promise<number> => wallets.countDocuments({ lowTold: true }),

    /** The provider's platform tenant, once it is known. */
    platformOf: async (providerId: string): Promise<string | undefined> =>
      (await wallets.findOne({ provider: providerId, platform: true }))?._id,

    /** A tenant's wallet as it is at the instant of a snapshot. */
    atInstant: async (tenantId: string, session: ClientSession): Promise<Wallet | undefined> => {
      const found = await wallets.findOne({ _id: tenantId }, atOneInstant(session));
      return found === null ? undefined : fromDocument(found);
    },

    /** Who has a wallet: of a provider, or of all. */
    tenants: (providerId: string | undefined): Promise<readonly string[]> =>
      wallets.distinct("_id", providerId === undefined ? {} : { provider: providerId }),
  };
};

export type WalletStore = ReturnType<typeof walletStore>;
