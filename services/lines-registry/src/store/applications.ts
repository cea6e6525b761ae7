import type { Envelope } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import { changesLine, type Application, type Holding } from "../domain/application.js";
import type { ApplicationContent } from "../domain/completeness.js";
import { caseMovedOn } from "../refuse.js";
import { openContent, sealContent, type SealedContent } from "./sealed-content.js";

type FilingRow = {
  readonly requestId: string;
  readonly at: Date;
  readonly content: SealedContent;
  /** What the request itself carried, where a correction kept the rest of the filing before. */
  readonly given?: SealedContent;
};

type Row = Omit<Application, "applicationId"> & {
  readonly _id: string;
  readonly filedAt: Date;
  /** Takes part in the unique index over numbers. */
  readonly holdsNumber: boolean;
  /** When its dossier was taken out last. */
  readonly exportedAt?: Date;
  /** An open case that changes the line it names; takes part in an index of its own. */
  readonly changesLine?: boolean;
  /** What the applicant sent, each time; the newest last. */
  readonly filings: readonly FilingRow[];
};

/** A case, and when it was filed first. */
export type FiledCase = { readonly application: Application; readonly filedAt: Date };

/** What was filed under a request id. */
export type NewFiling = {
  readonly requestId: string;
  readonly at: Date;
  readonly content: ApplicationContent;
  /** As it was sent; a correction may leave out what was fine. */
  readonly given: ApplicationContent;
};

const { Mixed } = Schema.Types;
const schema = new Schema<Row>(
  {
    _id: String,
    tenantId: String,
    providerId: String,
    market: String,
    family: String,
    lineNumber: String,
    senderKey: String,
    operator: String,
    groupId: String,
    name: String,
    lineType: String,
    holding: Mixed,
    state: String,
    version: Number,
    history: Mixed,
    findings: Mixed,
    warnings: Mixed,
    dueOn: String,
    lineId: String,
    fileNames: Mixed,
    originals: [String],
    owesNotice: Boolean,
    caseKind: String,
    purposes: Mixed,
    desk: Mixed,
    filedAt: Date,
    holdsNumber: Boolean,
    changesLine: Boolean,
    exportedAt: Date,
    filings: [{ _id: false, requestId: String, at: Date, content: Mixed, given: Mixed }],
  },
  { strict: "throw", versionKey: false, minimize: false },
);
/** One open application per sender and operator, whoever files it: of two at the same moment this index lets one in. */
schema.index(
  { market: 1, senderKey: 1, operator: 1 },
  { unique: true, partialFilterExpression: { holdsNumber: true } },
);
schema.index({ tenantId: 1, "filings.requestId": 1, operator: 1 }, { unique: true });
schema.index({ groupId: 1 });
schema.index({ providerId: 1, "holding.id": 1 }, { sparse: true });
/** One open wish to change a line at a time. */
schema.index(
  { lineId: 1, caseKind: 1 },
  { unique: true, partialFilterExpression: { changesLine: true } },
);
schema.index({ providerId: 1, state: 1, filedAt: 1 });

/** Indexes of before senders that are declared per operator; they would refuse the second operator. */
const outgrown = ["market_1_lineNumber_1", "tenantId_1_filings.requestId_1"];

/** Cases of one answer; a desk works through the oldest first. */
const longestQueue = 1_000;

export type ApplicationStore = ReturnType<typeof applicationStore>;

/** Applications with what was filed, sealed: names, national codes and mobiles are never in clear on disk. */
export function applicationStore(
  connection: Connection,
  { envelope }: { readonly envelope: Envelope },
) {
  const applications = connection.model<Row>("Application", schema, "applications");

  const seal = async ({ requestId, at, content, given }: NewFiling): Promise<FilingRow> => ({
    requestId,
    at,
    content: await sealContent(envelope, content),
    ...(given === content ? {} : { given: await sealContent(envelope, given) }),
  });

  return {
    /** Applications of before titles and brandnames are read and written as the numbers they are for. */
    async ensureIndexes(): Promise<void> {
      await applications.createCollection();
      await applications.updateMany(
        { senderKey: { $exists: false } },
        [
          {
            $set: {
              senderKey: "$lineNumber",
              name: "$lineNumber",
              operator: "",
              groupId: "$_id",
              lineType: "service",
              holding: null,
            },
          },
        ],
        { updatePipeline: true },
      );
      const existing = await applications.collection.indexes();
      for (const { name } of existing) {
        if (name !== undefined && outgrown.includes(name)) {
          await applications.collection.dropIndex(name);
        }
      }
      await applications.createIndexes();
    },

    async byId(applicationId: string, session?: ClientSession): Promise<Application | undefined> {
      const row = await applications
        .findById(applicationId)
        .session(session ?? null)
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** The applications that a request of this tenant filed, in its order, and what it sent. */
    async byRequest(
      tenantId: string,
      requestId: string,
    ): Promise<
      | { readonly applications: readonly Application[]; readonly given: ApplicationContent }
      | undefined
    > {
      const rows = await applications
        .find({ tenantId, "filings.requestId": requestId })
        .lean<Row[]>();
      const filing = rows[0]?.filings.find((known) => known.requestId === requestId);
      if (filing === undefined) return undefined;
      const content = await openContent(envelope, filing.content);
      const operators = content.spellings.map(({ operator }) => operator);
      return {
        applications: rows
          .map(fromRow)
          .sort((a, b) => operators.indexOf(a.operator) - operators.indexOf(b.operator)),
        given: filing.given === undefined ? content : await openContent(envelope, filing.given),
      };
    },

    /** Applications that were filed together. */
    async ofGroup(groupId: string): Promise<readonly Application[]> {
      const rows = await applications.find({ groupId }).sort({ _id: 1 }).lean<Row[]>();
      return rows.map(fromRow);
    },

    /** The application that keeps others from applying for this sender at this operator. */
    async holding(
      market: string,
      { senderKey, operator }: { readonly senderKey: string; readonly operator: string },
    ): Promise<Application | undefined> {
      const row = await applications
        .findOne({ market, senderKey, operator, holdsNumber: true })
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** The open case that changes a line, if there is one. */
    async changing(lineId: string): Promise<Application | undefined> {
      const row = await applications.findOne({ lineId, changesLine: true }).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** The lists with which a holding's other applications at a provider hold their senders. */
    async ofHolding(
      providerId: string,
      holdingId: string,
      applicationId: string | undefined,
    ): Promise<readonly Holding[]> {
      const rows = await applications
        .find(
          {
            providerId,
            "holding.id": holdingId,
            holdsNumber: true,
            _id: { $ne: applicationId ?? "" },
          },
          { holding: 1 },
        )
        .lean<Pick<Row, "holding">[]>();
      return rows.flatMap(({ holding }) => (holding === null ? [] : [holding]));
    },

    /** The senders that other tenants hold at a provider for companies of the same holding as this one. */
    async sistersOf(
      tenantId: string,
      lineId: string,
    ): Promise<readonly { readonly lineId: string; readonly tenantId: string }[]> {
      const mine = await applications
        .findOne({ tenantId, lineId, holding: { $ne: null } }, { holding: 1, providerId: 1 })
        .lean<Pick<Row, "holding" | "providerId">>();
      if (mine?.holding == null) return [];
      const rows = await applications
        .find(
          {
            providerId: mine.providerId,
            "holding.id": mine.holding.id,
            holdsNumber: true,
            tenantId: { $ne: tenantId },
            lineId: { $ne: null },
          },
          { tenantId: 1, lineId: 1 },
        )
        .lean<Pick<Row, "tenantId" | "lineId">[]>();
      return rows.flatMap((row) =>
        row.lineId === null ? [] : [{ lineId: row.lineId, tenantId: row.tenantId }],
      );
    },

    /** What was filed last. */
    async latestContent(applicationId: string): Promise<ApplicationContent | undefined> {
      const row = await applications.findById(applicationId, { filings: 1 }).lean<Row>();
      const filing = row?.filings.at(-1);
      return filing && (await openContent(envelope, filing.content));
    },

    /**
     * Every application of a tenant, however many, and how to open what was filed last. Who takes them one by one
     * decides which are worth opening.
     * @throws the signal's reason as soon as it is aborted: half of them must not look like all
     */
    async *allOfTenant(
      tenantId: string,
      signal: AbortSignal,
    ): AsyncGenerator<
      {
        readonly application: Application;
        readonly openLatest: () => Promise<ApplicationContent | undefined>;
      },
      void
    > {
      const rows = applications.find({ tenantId }).slice("filings", -1).lean<Row>().cursor();
      for await (const row of rows) {
        signal.throwIfAborted();
        const filing = row.filings.at(-1);
        yield {
          application: fromRow(row),
          openLatest: async () => filing && openContent(envelope, filing.content),
        };
      }
    },

    /** A case with the instant at which it was filed first. */
    async caseById(applicationId: string): Promise<FiledCase | undefined> {
      const row = await applications.findById(applicationId, { filings: 0 }).lean<Row>();
      return row === null ? undefined : { application: fromRow(row), filedAt: row.filedAt };
    },

    /** Cases of a provider in these states, oldest first; of some families where they are named. */
    async casesOf(
      providerId: string,
      states: readonly string[],
      families?: readonly string[],
    ): Promise<readonly FiledCase[]> {
      const ofFamilies = families === undefined ? {} : { family: { $in: families } };
      const rows = await applications
        .find({ providerId, state: { $in: states }, ...ofFamilies }, { filings: 0 })
        .sort({ filedAt: 1, _id: 1 })
        .limit(longestQueue)
        .lean<Row[]>();
      return rows.map((row) => ({ application: fromRow(row), filedAt: row.filedAt }));
    },

    async providers(): Promise<readonly string[]> {
      return applications.distinct("providerId").exec();
    },

    /** The due date as the calendar has it now; the version stays, nothing was decided. */
    async setDue(session: ClientSession, applicationId: string, dueOn: string): Promise<void> {
      await applications.updateOne({ _id: applicationId }, { $set: { dueOn } }, { session });
    },

    /** Of an export and a step at the same moment one waits for the other; the version stays, nothing was decided. */
    async markExported(session: ClientSession, applicationId: string, at: Date): Promise<void> {
      await applications.updateOne(
        { _id: applicationId },
        { $set: { exportedAt: at } },
        { session },
      );
    },

    async ofTenant(tenantId: string, state: string): Promise<readonly Application[]> {
      return oldest({ tenantId, ...(state === "" ? {} : { state }) });
    },

    async ofProvider(providerId: string, state: string): Promise<readonly Application[]> {
      return oldest({ providerId, ...(state === "" ? {} : { state }) });
    },

    /** @throws duplicate key when the sender is taken, or the tenant used the request id before. */
    async insert(
      session: ClientSession,
      { applicationId, ...application }: Application,
      filing: NewFiling,
    ): Promise<void> {
      const row: Row = {
        _id: applicationId,
        ...application,
        filedAt: filing.at,
        holdsNumber: !changesLine(application.caseKind),
        ...(changesLine(application.caseKind) && { changesLine: true }),
        filings: [await seal(filing)],
      };
      await applications.create([row], { session });
    },

    /**
     * Writes a change of the version before.
     * @throws DomainError conflict CASE_MOVED_ON when it is at another version.
     */
    async replace(
      session: ClientSession,
      { applicationId, ...application }: Application,
      change: {
        readonly holdsNumber: boolean;
        readonly filing?: NewFiling;
        /** The case is over and changes its line no more. */
        readonly isOver?: boolean;
      },
    ): Promise<void> {
      const { holdsNumber, filing, isOver } = change;
      const written = await applications.updateOne(
        { _id: applicationId, version: application.version - 1 },
        {
          $set: { ...application, holdsNumber, ...(isOver && { changesLine: false }) },
          ...(filing && { $push: { filings: await seal(filing) } }),
        },
        { session },
      );
      if (written.matchedCount === 0) throw caseMovedOn();
    },
  };

  async function oldest(filter: {
    readonly tenantId?: string;
    readonly providerId?: string;
    readonly state?: string;
  }): Promise<readonly Application[]> {
    const rows = await applications
      .find(filter, { filings: 0 })
      .sort({ filedAt: 1, _id: 1 })
      .limit(longestQueue)
      .lean<Row[]>();
    return rows.map(fromRow);
  }
}

function fromRow(row: Row): Application {
  const {
    _id,
    filedAt: _filedAt,
    holdsNumber: _holdsNumber,
    changesLine: _changesLine,
    exportedAt: _exportedAt,
    filings: _filings,
    ...rest
  } = row;
  return { applicationId: _id, ...rest };
}
