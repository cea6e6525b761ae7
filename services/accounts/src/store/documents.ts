import type { EnvelopeHeader } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import type { SamePaper, StoredDocument } from "../domain/document.js";

type Row = Omit<StoredDocument, "documentId"> & {
  readonly _id: string;
  /** How to open the bytes: their data key, wrapped by a key of the configuration. */
  readonly envelope: EnvelopeHeader;
};

const schema = new Schema<Row>(
  {
    _id: String,
    tenantId: String,
    requestId: String,
    code: String,
    fileName: String,
    mediaType: String,
    sizeBytes: Number,
    sha256: String,
    storedAt: Date,
    expiresAt: Date,
    envelope: Schema.Types.Mixed,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ tenantId: 1, requestId: 1 }, { unique: true });
schema.index({ tenantId: 1, storedAt: 1 });

export type DocumentStore = ReturnType<typeof documentStore>;

/** What is known of the documents; their sealed bytes are in document-content.ts. */
export function documentStore(connection: Connection) {
  const documents = connection.model<Row>("Document", schema, "documents");

  return {
    ensureIndexes: () => documents.createIndexes(),

    async byId(
      documentId: string,
    ): Promise<{ readonly document: StoredDocument; readonly header: EnvelopeHeader } | undefined> {
      const row = await documents.findById(documentId).lean<Row>();
      return row === null ? undefined : { document: fromRow(row), header: row.envelope };
    },

    async byRequest(tenantId: string, requestId: string): Promise<StoredDocument | undefined> {
      const row = await documents.findOne({ tenantId, requestId }).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    async ofTenant(tenantId: string): Promise<readonly StoredDocument[]> {
      const rows = await documents.find({ tenantId }).sort({ storedAt: 1, _id: 1 }).lean<Row[]>();
      return rows.map(fromRow);
    },

    /** The document that is the same paper, kept before. */
    async same({
      tenantId,
      code,
      sha256,
      expiresAt,
    }: SamePaper): Promise<StoredDocument | undefined> {
      const row = await documents
        .findOne({ tenantId, code, sha256, expiresAt })
        .sort({ storedAt: 1 })
        .lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** @returns false when the tenant has it no more. */
    async remove(session: ClientSession, tenantId: string, documentId: string): Promise<boolean> {
      const { deletedCount } = await documents.deleteOne(
        { _id: documentId, tenantId },
        { session },
      );
      return deletedCount === 1;
    },

    /** @throws duplicate key when the tenant used the request id before. */
    async insert(
      session: ClientSession,
      { documentId, ...document }: StoredDocument,
      envelope: EnvelopeHeader,
    ): Promise<void> {
      await documents.create([{ _id: documentId, ...document, envelope }], { session });
    },
  };
}

function fromRow({ _id, envelope: _envelope, ...document }: Row): StoredDocument {
  return { documentId: _id, ...document };
}
