import { Schema, type ClientSession, type Connection } from "mongoose";
import type { ProviderRecord } from "../domain/provider-eligibility.js";
import { caseMovedOn } from "../refuse.js";

type Row = Omit<ProviderRecord, "providerId"> & { readonly _id: string };

const schema = new Schema<Row>(
  {
    _id: String,
    market: String,
    kind: String,
    met: [String],
    validUntil: Schema.Types.Mixed,
    suspended: Boolean,
    note: String,
    version: Number,
    recordedAt: Date,
    recordedBy: String,
  },
  { strict: "throw", versionKey: false, minimize: false },
);

export type ProviderStore = ReturnType<typeof providerStore>;

/** What administrators recorded of the providers of the installation. */
export function providerStore(connection: Connection) {
  const providers = connection.model<Row>("Provider", schema, "providers");

  return {
    ensureIndexes: () => providers.createIndexes(),

    async byId(providerId: string, session?: ClientSession): Promise<ProviderRecord | undefined> {
      const row = await providers
        .findById(providerId)
        .session(session ?? null)
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /**
     * Writes the version after the one that was read.
     * @throws DomainError conflict CASE_MOVED_ON when another version stands there.
     */
    async put(session: ClientSession, { providerId, ...record }: ProviderRecord): Promise<void> {
      if (record.version === 1) {
        await providers.create([{ _id: providerId, ...record }], { session });
        return;
      }
      const written = await providers.updateOne(
        { _id: providerId, version: record.version - 1 },
        { $set: record },
        { session },
      );
      if (written.matchedCount === 0) throw caseMovedOn();
    },
  };
}

function fromRow({ _id, ...record }: Row): ProviderRecord {
  return { providerId: _id, ...record };
}
