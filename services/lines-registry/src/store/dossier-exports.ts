import { Schema, type ClientSession, type Connection } from "mongoose";

/** Who took a dossier out of the house, and what was in it. */
export type DossierExport = {
  readonly exportId: string;
  readonly applicationId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly by: string;
  readonly at: Date;
  readonly documentIds: readonly string[];
};

type Row = Omit<DossierExport, "exportId"> & { readonly _id: string };

const schema = new Schema<Row>(
  {
    _id: String,
    applicationId: String,
    tenantId: String,
    providerId: String,
    by: String,
    at: Date,
    documentIds: [String],
  },
  { strict: "throw", versionKey: false },
);
schema.index({ tenantId: 1, applicationId: 1, at: 1 });
schema.index({ applicationId: 1 });

export type DossierExportStore = ReturnType<typeof dossierExportStore>;

/** The trace of exports; it is written before the first byte leaves, and never changed. */
export function dossierExportStore(connection: Connection) {
  const rows = connection.model<Row>("DossierExport", schema, "dossier_exports");

  return {
    ensureIndexes: () => rows.createIndexes(),

    async insert(session: ClientSession, { exportId, ...row }: DossierExport): Promise<void> {
      await rows.create([{ _id: exportId, ...row }], { session });
    },

    /** Whether the papers of a case have left the house. */
    async has(applicationId: string, session: ClientSession): Promise<boolean> {
      return (await rows.exists({ applicationId }).session(session)) !== null;
    },
  };
}
