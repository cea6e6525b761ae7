import { Schema, type ClientSession, type Connection } from "mongoose";
import type { LineLife } from "../domain/line-life.js";
import { caseMovedOn } from "../refuse.js";

type Row = Omit<LineLife, "lineId" | "price"> & {
  readonly _id: string;
  readonly version: number;
  readonly price: { readonly currency: string; readonly minor: string } | null;
};

/** A life as it is stored; a write is judged by its version. */
export type KeptLife = { readonly life: LineLife; readonly version: number };

const { Mixed } = Schema.Types;
const schema = new Schema<Row>(
  {
    _id: String,
    version: Number,
    tenantId: String,
    providerId: String,
    market: String,
    renewsOn: String,
    price: Mixed,
    told: [Number],
    refresh: Mixed,
    listVersion: Number,
    refreshedBy: Mixed,
    complaints: Number,
    pending: Mixed,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ renewsOn: 1 });
schema.index({ providerId: 1, "refresh.dueOn": 1 });

/** Lines of one look; the next look takes the others. */
const batch = 200;

export type LineLifeStore = ReturnType<typeof lineLifeStore>;

/** Terms, list refreshes and complaints of lines, beside the lines. Version 0 = nothing was kept yet. */
export function lineLifeStore(connection: Connection) {
  const lives = connection.model<Row>("LineLife", schema, "line_lives");

  return {
    ensureIndexes: () => lives.createIndexes(),

    async byId(lineId: string, session?: ClientSession): Promise<KeptLife | undefined> {
      const row = await lives
        .findById(lineId)
        .session(session ?? null)
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    async ofLines(lineIds: readonly string[]): Promise<ReadonlyMap<string, LineLife>> {
      const rows = await lives.find({ _id: { $in: lineIds } }).lean<Row[]>();
      return new Map(rows.map((row) => [row._id, fromRow(row).life]));
    },

    /** Lines whose term ends until a day, and those whose list was called for, of a provider. */
    async alarming(providerId: string, until: string): Promise<readonly LineLife[]> {
      const rows = await lives
        .find({ providerId, $or: [{ renewsOn: { $lte: until } }, { refresh: { $ne: null } }] })
        .sort({ renewsOn: 1 })
        .lean<Row[]>();
      return rows.map((row) => fromRow(row).life);
    },

    /** Lines of everybody whose term ends until a day, by id, beginning after `after`. */
    async ending(until: string, after: string): Promise<readonly LineLife[]> {
      const rows = await lives
        .find({ renewsOn: { $ne: null, $lte: until }, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(batch)
        .lean<Row[]>();
      return rows.map((row) => fromRow(row).life);
    },

    /**
     * Writes a life in the place of the version before.
     * @throws DomainError conflict CASE_MOVED_ON when it is at another version.
     */
    async put(session: ClientSession, { life, version }: KeptLife): Promise<void> {
      const { lineId, price, ...rest } = life;
      const row = {
        ...rest,
        price: price && { currency: price.currency, minor: price.minor.toString() },
        version: version + 1,
      };
      if (version === 0) {
        await lives.create([{ _id: lineId, ...row }], { session });
        return;
      }
      const written = await lives.updateOne({ _id: lineId, version }, { $set: row }, { session });
      if (written.matchedCount === 0) throw caseMovedOn();
    },
  };
}

function fromRow({ _id, version, price, ...row }: Row): KeptLife {
  const minor = price && { currency: price.currency, minor: BigInt(price.minor) };
  return { version, life: { lineId: _id, ...row, price: minor } };
}
