import { isDuplicateKey } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { ProviderTariff } from "../domain/provider-tariff.js";
import { openCollection } from "./open-collection.js";

type TariffDocument = Omit<
  ProviderTariff,
  | "tariffId"
  | "providerId"
  | "taxIncludedPercent"
  | "activatedAt"
  | "pending"
  | "recalled"
  | "tiers"
  | "families"
  | "purposes"
> & {
  /** Provider and name: two providers may both have a "2027". */
  _id: string;
  tariff: string;
  provider: string;
  tax: number | null;
  activatedAt: Date | null;
  /** Absent in lists of before. */
  pending?: ProviderTariff["pending"];
  recalled?: string;
  families: string[];
  purposes: string[];
  tiers: {
    fromPart: number;
    toPart: number | null;
    prices: { operator: string | null; script: string | null; perPart: bigint }[];
  }[];
};

const idOf = (providerId: string, tariffId: string): string =>
  JSON.stringify([providerId, tariffId]);

const toDocument = ({
  tariffId,
  providerId,
  taxIncludedPercent,
  ...list
}: ProviderTariff): TariffDocument => ({
  ...list,
  _id: idOf(providerId, tariffId),
  tariff: tariffId,
  provider: providerId,
  tax: taxIncludedPercent ?? null,
  activatedAt: list.activatedAt ?? null,
  families: [...list.families],
  purposes: [...list.purposes],
  tiers: list.tiers.map(({ prices, ...tier }) => ({
    ...tier,
    prices: prices.map((price) => ({ ...price })),
  })),
});

const fromDocument = ({
  _id: _,
  tariff,
  provider,
  tax,
  activatedAt,
  ...list
}: TariffDocument): ProviderTariff => ({
  ...list,
  tariffId: tariff,
  providerId: provider,
  taxIncludedPercent: tax ?? undefined,
  activatedAt: activatedAt ?? undefined,
  pending: list.pending ?? null,
  recalled: list.recalled ?? "",
});

/** Price lists that finance wrote. One that was put in force is never written again. */
export const providerTariffStore = (connection: Connection) => {
  const tariffs = openCollection<TariffDocument>(connection, "tariffs");
  return {
    ensureIndexes: async (): Promise<void> => {
      await tariffs.createIndexes([
        { key: { provider: 1, status: 1 } },
        { key: { market: 1, status: 1 } },
      ]);
    },

    byId: async (providerId: string, tariffId: string): Promise<ProviderTariff | undefined> => {
      const found = await tariffs.findOne({ _id: idOf(providerId, tariffId) });
      return found === null ? undefined : fromDocument(found);
    },

    /** A provider's lists by name; of one status when named. */
    list: async (
      providerId: string,
      status?: ProviderTariff["status"],
    ): Promise<readonly ProviderTariff[]> =>
      (
        await tariffs
          .find({ provider: providerId, ...(status && { status }) })
          .sort({ _id: 1 })
          .toArray()
      ).map(fromDocument),

    /** Lists that were put in force for everybody in a market, whoever's they are. */
    publicLists: async (market: string): Promise<readonly ProviderTariff[]> =>
      (
        await tariffs.find({ market, status: "active", tenantId: "" }).sort({ _id: 1 }).toArray()
      ).map(fromDocument),

    /**
     * Writes a list that was read at a version; 0 writes a new one.
     * @returns whether nobody else wrote it meanwhile.
     */
    save: async (
      list: ProviderTariff,
      readVersion: number,
      session?: ClientSession,
    ): Promise<boolean> => {
      const { _id, ...fields } = toDocument(list);
      const options = { ...(session && { session }) };
      if (readVersion > 0) {
        const { matchedCount } = await tariffs.replaceOne(
          { _id, version: readVersion },
          fields,
          options,
        );
        return matchedCount === 1;
      }
      try {
        await tariffs.insertOne({ _id, ...fields }, options);
        return true;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        return false;
      }
    },
  };
};

export type ProviderTariffStore = ReturnType<typeof providerTariffStore>;
