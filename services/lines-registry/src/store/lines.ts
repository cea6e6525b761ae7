import { Schema, type ClientSession, type Connection } from "mongoose";
import type { Line } from "../domain/line.js";
import { caseMovedOn } from "../refuse.js";

type Row = Omit<Line, "lineId"> & {
  readonly _id: string;
  /**
   * Who may bear the sender beside others: each provider's platform the same printed number, each tenant
   * the common one. Null: a tenant's sender is its alone.
   */
  readonly platformOf: string | null;
  readonly noticeAttempts: number;
  readonly noticeAt: Date | null;
};

/** An activation notice that is owed, and how often it was tried. */
export type OwedNotice = { readonly line: Line; readonly attempts: number };

const { Mixed } = Schema.Types;
const schema = new Schema<Row>(
  {
    _id: String,
    tenantId: String,
    providerId: String,
    market: String,
    family: String,
    number: String,
    kind: String,
    senderKey: String,
    type: String,
    status: String,
    providerBlocked: Boolean,
    operators: Mixed,
    version: Number,
    governedByList: Boolean,
    inbound: String,
    activeSince: Date,
    platform: Boolean,
    applicationId: String,
    purposes: Mixed,
    notice: String,
    noticeMessageId: String,
    platformOf: String,
    noticeAttempts: Number,
    noticeAt: Date,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ market: 1, senderKey: 1, platformOf: 1 }, { unique: true });
schema.index({ tenantId: 1 });
schema.index({ providerId: 1, providerBlocked: 1 });
schema.index({ noticeAt: 1 }, { partialFilterExpression: { notice: "pending" } });

/** Notices of one look; the next look takes the others. */
const mostNotices = 50;

export type LineStore = ReturnType<typeof lineStore>;

/** The lines. A write is judged by the version before it. */
export function lineStore(connection: Connection) {
  const lines = connection.model<Row>("Line", schema, "lines");

  return {
    /** Lines of before titles and brandnames are read and written as the numbers they are. */
    async ensureIndexes(): Promise<void> {
      await lines.updateMany(
        { senderKey: { $exists: false } },
        [{ $set: { senderKey: "$number", kind: "number", providerBlocked: false, operators: [] } }],
        { updatePipeline: true },
      );
      await lines.createIndexes();
    },

    async byId(lineId: string, session?: ClientSession): Promise<Line | undefined> {
      const row = await lines
        .findById(lineId)
        .session(session ?? null)
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** Every line that bears a sender: one tenant's, and platforms'. */
    async bearing(market: string, key: string): Promise<readonly Line[]> {
      return (await lines.find({ market, senderKey: key }).lean<Row[]>()).map(fromRow);
    },

    /** The tenant's line that bears a sender. */
    async held(market: string, key: string, session: ClientSession): Promise<Line | undefined> {
      const row = await lines
        .findOne({ market, senderKey: key, platformOf: null })
        .session(session)
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** The line from which a provider sends the platform's own messages. */
    async platformLine(providerId: string, number: string): Promise<Line | undefined> {
      const row = await lines
        .findOne({ providerId, number, platformOf: providerId, status: "active" })
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** The provider's own line of a family, which it shares with its customers. */
    async commonLine(providerId: string, family: string): Promise<Line | undefined> {
      const row = await lines
        .findOne({ providerId, family, platform: true, status: "active" })
        .sort({ activeSince: 1 })
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** Lines of a provider that are blocked, or not, with it. */
    async ofProviderBlocked(
      providerId: string,
      providerBlocked: boolean,
      limit: number,
    ): Promise<readonly Line[]> {
      const rows = await lines
        .find({ providerId, providerBlocked, status: { $ne: "removed" } })
        .limit(limit)
        .lean<Row[]>();
      return rows.map(fromRow);
    },

    async count(): Promise<
      readonly {
        readonly provider: string;
        readonly kind: string;
        readonly type: string;
        readonly status: string;
        readonly lines: number;
      }[]
    > {
      const by = { provider: "$providerId", kind: "$kind", type: "$type", status: "$status" };
      const rows = await lines.aggregate<{
        _id: { provider: string; kind: string; type: string; status: string };
        lines: number;
      }>([{ $group: { _id: by, lines: { $sum: 1 } } }]);
      return rows.map(({ _id, lines: many }) => ({ ..._id, lines: many }));
    },

    /** Lines whose activation is still to be told. */
    async countUntold(): Promise<number> {
      return lines.countDocuments({ notice: "pending" });
    },

    async providers(): Promise<readonly string[]> {
      return lines.distinct("providerId").exec();
    },

    async ofTenant(tenantId: string): Promise<readonly Line[]> {
      return (await lines.find({ tenantId }).sort({ number: 1 }).lean<Row[]>()).map(fromRow);
    },

    async ofProvider(providerId: string): Promise<readonly Line[]> {
      return (await lines.find({ providerId }).sort({ number: 1 }).lean<Row[]>()).map(fromRow);
    },

    async *all(): AsyncIterable<Line> {
      for await (const row of lines.find().lean<Row[]>().cursor({ batchSize: 500 })) {
        yield fromRow(row);
      }
    },

    /** @throws duplicate key when the number is taken. */
    async insert(session: ClientSession, { lineId, ...line }: Line): Promise<void> {
      const row: Row = {
        _id: lineId,
        ...line,
        platformOf: line.platform ? line.providerId : null,
        noticeAttempts: 0,
        noticeAt: line.notice === "pending" ? line.activeSince : null,
      };
      await lines.create([row], { session });
    },

    /** @throws DomainError conflict CASE_MOVED_ON when the line is at another version than the one before. */
    async replace(session: ClientSession, { lineId, ...line }: Line): Promise<void> {
      const noticeAt = line.notice === "pending" ? line.activeSince : null;
      const written = await lines.updateOne(
        { _id: lineId, version: line.version - 1 },
        { $set: { ...line, noticeAt } },
        { session },
      );
      if (written.matchedCount === 0) throw caseMovedOn();
    },

    /** Notices that are owed and may be tried now. */
    async owedNotices(at: Date): Promise<readonly OwedNotice[]> {
      const rows = await lines
        .find({ notice: "pending", noticeAt: { $lte: at } })
        .sort({ noticeAt: 1 })
        .limit(mostNotices)
        .lean<Row[]>();
      return rows.map((row) => ({ line: fromRow(row), attempts: row.noticeAttempts }));
    },

    /** Takes a notice in hand until the next attempt is due. False: another process has it. */
    async claimNotice({ line, attempts }: OwedNotice, nextAt: Date): Promise<boolean> {
      const written = await lines.updateOne(
        { _id: line.lineId, notice: "pending", noticeAttempts: attempts },
        { $set: { noticeAt: nextAt }, $inc: { noticeAttempts: 1 } },
      );
      return written.matchedCount === 1;
    },

    /** The notice was accepted. The version stays: readers of lines need not know. */
    async noticeSent(lineId: string, noticeMessageId: string): Promise<void> {
      await lines.updateOne(
        { _id: lineId },
        { $set: { notice: "sent", noticeMessageId, noticeAt: null } },
      );
    },
  };
}

function fromRow(row: Row): Line {
  const {
    _id,
    platformOf: _platformOf,
    noticeAttempts: _noticeAttempts,
    noticeAt: _noticeAt,
    ...line
  } = row;
  return { lineId: _id, ...line };
}
