import { createHash } from "node:crypto";
import { Schema, type ClientSession, type Connection } from "mongoose";
import {
  chainStart,
  isLinked,
  linkEntry,
  type AuditEntry,
  type AuditEvent,
} from "../domain/audit-chain.js";

type Row = Omit<AuditEntry, "entryId" | "before" | "after"> & {
  readonly _id: string;
  /** Absent in entries from before they were told. */
  readonly before?: string;
  readonly after?: string;
};

const schema = new Schema<Row>(
  {
    _id: String,
    tenantId: String,
    sequence: Number,
    actor: String,
    action: String,
    subject: String,
    at: Date,
    before: String,
    after: String,
    hash: String,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ tenantId: 1, sequence: 1 }, { unique: true });

/** Most entries of one answer. */
const pageSize = 500;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export type AuditTrail = ReturnType<typeof auditTrail>;

/**
 * The append-only, hash-chained trail of each tenant. It can be added to and read, never changed; a
 * changed, inserted or removed entry breaks the chain. Removing the newest entries is not seen here
 * (the last hash would have to be kept elsewhere).
 */
export function auditTrail(
  connection: Connection,
  { now, newId }: { readonly now: () => Date; readonly newId: () => string },
) {
  const entries = connection.model<Row>("AuditEntry", schema, "audit_trail");

  const link = async (
    session: ClientSession,
    tenantId: string,
    event: AuditEvent & Pick<AuditEntry, "entryId" | "at">,
  ): Promise<void> => {
    const last = await entries
      .findOne({ tenantId })
      .sort({ sequence: -1 })
      .session(session)
      .lean<Row>();
    const linked = linkEntry(last ?? chainStart, { ...event, tenantId }, sha256);
    const { entryId, ...entry } = linked;
    await entries.create([{ _id: entryId, ...entry }], { session });
  };

  return {
    ensureIndexes: () => entries.createIndexes(),

    /** Adds an entry in the caller's transaction. A lost race is a duplicate key: see commit-change.ts. */
    async append(session: ClientSession, tenantId: string, event: AuditEvent): Promise<void> {
      await link(session, tenantId, { ...event, entryId: newId(), at: now() });
    },

    /** Adds what another service did, once, as of when it was done. */
    async appendOnce(
      session: ClientSession,
      tenantId: string,
      { entryId, at, ...event }: AuditEvent & Pick<AuditEntry, "entryId" | "at">,
    ): Promise<void> {
      const known = await entries.exists({ _id: entryId }).session(session);
      if (known === null) await link(session, tenantId, { ...event, entryId, at });
    },

    /** The newest entries before a sequence, oldest first, and whether the whole chain is intact. */
    async read(
      tenantId: string,
      before = Number.MAX_SAFE_INTEGER,
    ): Promise<{ readonly entries: readonly AuditEntry[]; readonly chainIntact: boolean }> {
      const page: AuditEntry[] = [];
      let previous: Pick<AuditEntry, "sequence" | "hash"> = chainStart;
      let chainIntact = true;
      const cursor = entries.find({ tenantId }).sort({ sequence: 1 }).lean<Row>().cursor();
      for await (const row of cursor) {
        const entry = fromRow(row);
        chainIntact &&= isLinked(previous, entry, sha256);
        previous = entry;
        if (entry.sequence < before) page.push(entry);
        if (page.length > pageSize) page.shift();
      }
      return { entries: page, chainIntact };
    },

    /**
     * Recomputes the chain from its start.
     * @param known an end that was noted before; sequence 0 = none
     * @returns `brokenAt` 0 when every entry follows from the one before
     */
    async verify(
      tenantId: string,
      known: Pick<AuditEntry, "sequence" | "hash">,
    ): Promise<{
      readonly entries: number;
      readonly brokenAt: number;
      readonly head: Pick<AuditEntry, "sequence" | "hash">;
      readonly knownHolds: boolean;
    }> {
      let [count, brokenAt, knownHolds] = [0, 0, known.sequence === 0];
      let head: Pick<AuditEntry, "sequence" | "hash"> = chainStart;
      const cursor = entries.find({ tenantId }).sort({ sequence: 1 }).lean<Row>().cursor();
      for await (const row of cursor) {
        const entry = fromRow(row);
        count += 1;
        if (brokenAt === 0 && !isLinked(head, entry, sha256)) brokenAt = entry.sequence;
        if (entry.sequence === known.sequence) knownHolds = entry.hash === known.hash;
        head = { sequence: entry.sequence, hash: entry.hash };
      }
      return { entries: count, brokenAt, head, knownHolds };
    },
  };
}

function fromRow({ _id, ...entry }: Row): AuditEntry {
  return { entryId: _id, before: "", after: "", ...entry };
}
