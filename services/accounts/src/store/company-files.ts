import {
  DomainError,
  isDuplicateKey,
  openJson,
  sealJson,
  type Envelope,
  type SealedJson,
} from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import { z } from "zod";
import { emptyFacts, type CompanyFacts, type CompanyFile } from "../domain/company-file.js";

type Row = {
  /** The tenant. */
  readonly _id: string;
  readonly version: number;
  readonly facts: SealedJson;
  readonly updatedAt: Date;
};

const schema = new Schema<Row>(
  {
    _id: String,
    version: Number,
    facts: Schema.Types.Mixed,
    updatedAt: Date,
  },
  { strict: "throw", versionKey: false },
);

const identity = z.object({
  firstName: z.string(),
  lastName: z.string(),
  nationalCode: z.string(),
  mobile: z.string(),
  email: z.string(),
});

const factsSchema = z.object({
  companyName: z.string(),
  nationalId: z.string(),
  economicCode: z.string(),
  registrationNumber: z.string(),
  activityType: z.string(),
  website: z.string(),
  email: z.string(),
  ceo: identity.nullable(),
  representative: identity.nullable(),
  sector: z.string(),
  // Files from before these were asked for.
  iban: z.string().default(""),
  taxNumber: z.string().default(""),
  enterpriseCode: z.string().default(""),
  address: z.string().default(""),
  taxOffice: z.string().default(""),
});

export type CompanyFileStore = ReturnType<typeof companyFileStore>;

/** The facts of the company files, sealed: national codes, mobiles and names are never in clear on disk. */
export function companyFileStore(
  connection: Connection,
  { envelope }: { readonly envelope: Envelope },
) {
  const files = connection.model<Row>("CompanyFile", schema, "company_files");

  return {
    ensureIndexes: () => files.createCollection(),

    /** The file, with version 0 and nothing in it before the first write. */
    async of(tenantId: string, session: ClientSession | null = null): Promise<CompanyFile> {
      const row = await files.findById(tenantId).session(session).lean<Row>();
      if (row === null) return { tenantId, version: 0, ...emptyFacts };
      const facts = await openJson(envelope, row.facts, factsSchema);
      return { tenantId, version: row.version, ...facts };
    },

    /**
     * Replaces the facts when the file is still at `version`.
     * @throws DomainError conflict COMPANY_FILE_CHANGED when it is not.
     */
    async replace(
      session: ClientSession,
      { tenantId, version }: Pick<CompanyFile, "tenantId" | "version">,
      facts: CompanyFacts,
      updatedAt: Date,
    ): Promise<CompanyFile> {
      const next = { version: version + 1, facts: await sealJson(envelope, facts), updatedAt };
      const isKept =
        version === 0
          ? await files.create([{ _id: tenantId, ...next }], { session }).then(
              () => true,
              (error: unknown) => {
                if (isDuplicateKey(error)) return false;
                throw error;
              },
            )
          : (await files.updateOne({ _id: tenantId, version }, { $set: next }, { session }))
              .matchedCount === 1;
      if (!isKept) {
        throw new DomainError(
          "conflict",
          "COMPANY_FILE_CHANGED",
          "The company file is at another version.",
          {
            remedy: "Read the company file and send the change with its version.",
          },
        );
      }
      return { tenantId, version: next.version, ...facts };
    },
  };
}
