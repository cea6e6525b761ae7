import { Schema, type ClientSession, type Connection } from "mongoose";
import type { Provider } from "../domain/provider.js";

type Row = Omit<Provider, "providerId"> & { readonly _id: string };

const schema = new Schema<Row>(
  {
    _id: String,
    name: String,
    market: String,
    platformTenantId: String,
  },
  { strict: "throw", versionKey: false },
);

export type ProviderStore = ReturnType<typeof providerStore>;

/** The providers of this installation; the id is the pack's, so the primary key is the judge. */
export function providerStore(connection: Connection) {
  const providers = connection.model<Row>("Provider", schema, "providers");

  return {
    ensureIndexes: () => providers.createCollection(),

    async byId(providerId: string): Promise<Provider | undefined> {
      const row = await providers.findById(providerId).lean<Row>();
      if (row === null) return undefined;
      const { _id, ...provider } = row;
      return { providerId: _id, ...provider };
    },

    /** All of them, by name: an installation has a handful. */
    async list(): Promise<readonly Provider[]> {
      const rows = await providers.find().sort({ market: 1, name: 1 }).lean<Row[]>();
      return rows.map(({ _id, ...provider }) => ({ providerId: _id, ...provider }));
    },

    /** @throws duplicate key when the provider exists. */
    async insert(session: ClientSession, { providerId, ...provider }: Provider): Promise<void> {
      await providers.create([{ _id: providerId, ...provider }], { session });
    },
  };
}
