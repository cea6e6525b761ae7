import { Schema, type ClientSession, type Connection } from "mongoose";
import type { DeskDay } from "../domain/calendar.js";

type Row = DeskDay & {
  readonly _id: string;
  readonly providerId: string;
  readonly by: string;
  readonly at: Date;
};

const schema = new Schema<Row>(
  {
    _id: String,
    providerId: String,
    date: String,
    kind: String,
    name: String,
    operator: String,
    by: String,
    at: Date,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ providerId: 1, date: 1 });

export type DeskDayStore = ReturnType<typeof deskDayStore>;

/** Days that the staff of a provider set in the calendar of their desk. */
export function deskDayStore(connection: Connection) {
  const days = connection.model<Row>("DeskDay", schema, "desk_days");
  const idOf = (providerId: string, { date, operator }: Pick<DeskDay, "date" | "operator">) =>
    `${providerId}:${date}:${operator}`;

  return {
    ensureIndexes: () => days.createIndexes(),

    async ofProvider(providerId: string): Promise<readonly DeskDay[]> {
      const rows = await days.find({ providerId }).sort({ date: 1 }).lean<Row[]>();
      return rows.map(({ date, kind, name, operator }) => ({ date, kind, name, operator }));
    },

    /** Sets the day, in the place of what was set for it. */
    async set(
      session: ClientSession,
      providerId: string,
      day: DeskDay,
      { by, at }: { readonly by: string; readonly at: Date },
    ): Promise<void> {
      const row = { providerId, ...day, by, at };
      const options = { upsert: true, session };
      await days.updateOne({ _id: idOf(providerId, day) }, { $set: row }, options);
    },

    async clear(
      session: ClientSession,
      providerId: string,
      day: Pick<DeskDay, "date" | "operator">,
    ): Promise<void> {
      await days.deleteOne({ _id: idOf(providerId, day) }, { session });
    },
  };
}
