import { Schema, type ClientSession, type Connection } from "mongoose";
import type { Template, TemplateVariable } from "../domain/template.js";

type TemplateDoc = Omit<Template, "templateId" | "variables"> & {
  readonly variables: readonly (Omit<TemplateVariable, "type"> & Partial<TemplateVariable>)[];
  readonly _id: string;
  readonly requestId: string;
  readonly createdAt: Date;
  /** Key of the expert who decided; empty before. */
  readonly reviewedBy: string;
};

const variable = new Schema(
  { name: String, maxLength: Number, type: { type: String } },
  { _id: false, strict: "throw" },
);
const schema = new Schema<TemplateDoc>(
  {
    _id: String,
    tenantId: String,
    providerId: String,
    market: String,
    requestId: String,
    name: String,
    body: String,
    variables: [variable],
    state: String,
    category: String,
    reviewNote: String,
    version: Number,
    worstCaseParts: Number,
    createdAt: Date,
    reviewedBy: String,
  },
  { strict: "throw", versionKey: false, collection: "templates" },
);
schema.index({ tenantId: 1, requestId: 1 }, { unique: true });
schema.index({ tenantId: 1, createdAt: -1 });
schema.index({ providerId: 1, state: 1, createdAt: 1 });

/** One answer's worth; newer ones of a tenant and older ones of a queue come first. */
const MOST_LISTED = 1_000;

/** Templates. What a tenant asks is asked for that tenant (law 8). */
export const templateStore = (connection: Connection) => {
  const templates = connection.model("Template", schema);
  return {
    ensureIndexes: async (): Promise<void> => {
      await templates.createIndexes();
    },

    /** Keeps a new template; the index is the judge: a used request id is a duplicate key. */
    add: async (
      session: ClientSession,
      template: Template,
      made: { readonly requestId: string; readonly createdAt: Date },
    ): Promise<void> => {
      const { templateId, ...rest } = template;
      await templates.create([{ _id: templateId, ...rest, ...made, reviewedBy: "" }], { session });
    },

    /** What a request of a tenant's registered. */
    ofRequest: async (tenantId: string, requestId: string): Promise<Template | undefined> => {
      const found = await templates.findOne({ tenantId, requestId }).lean<TemplateDoc>();
      return found === null ? undefined : toTemplate(found);
    },

    byId: async (templateId: string): Promise<Template | undefined> => {
      const found = await templates.findById(templateId).lean<TemplateDoc>();
      return found === null ? undefined : toTemplate(found);
    },

    /** Those of the ids that are the tenant's. */
    ofTenantById: async (
      tenantId: string,
      templateIds: readonly string[],
    ): Promise<readonly Template[]> => {
      if (templateIds.length === 0) return [];
      const found = templates.find({ _id: { $in: [...templateIds] }, tenantId });
      return (await found.lean<TemplateDoc[]>()).map(toTemplate);
    },

    ofTenant: async (tenantId: string): Promise<readonly Template[]> => {
      const found = templates.find({ tenantId }).sort({ createdAt: -1 }).limit(MOST_LISTED);
      return (await found.lean<TemplateDoc[]>()).map(toTemplate);
    },

    /** Approved templates of a tenant in a market; a text may be one of them. */
    approved: async (tenantId: string, market: string): Promise<readonly Template[]> => {
      const found = templates
        .find({ tenantId, market, state: "approved" })
        .sort({ createdAt: -1 })
        .limit(MOST_LISTED);
      return (await found.lean<TemplateDoc[]>()).map(toTemplate);
    },

    waiting: async (providerId: string): Promise<readonly Template[]> => {
      const found = templates
        .find({ providerId, state: "under_review" })
        .sort({ createdAt: 1 })
        .limit(MOST_LISTED);
      return (await found.lean<TemplateDoc[]>()).map(toTemplate);
    },

    countWaiting: async (): Promise<number> => templates.countDocuments({ state: "under_review" }),

    /** Writes the next version if nobody did so meanwhile; answers whether it was written. */
    saveReviewed: async (
      session: ClientSession,
      template: Template,
      reviewedBy: string,
    ): Promise<boolean> => {
      const { templateId, state, category, reviewNote, version } = template;
      const result = await templates.updateOne(
        { _id: templateId, version: version - 1 },
        { $set: { state, category, reviewNote, version, reviewedBy } },
        { session },
      );
      return result.matchedCount === 1;
    },
  };
};

export type TemplateStore = ReturnType<typeof templateStore>;

const toTemplate = (doc: TemplateDoc): Template => ({
  templateId: doc._id,
  tenantId: doc.tenantId,
  providerId: doc.providerId,
  market: doc.market,
  name: doc.name,
  body: doc.body,
  // What was registered before types were asked for is a text.
  variables: doc.variables.map(({ name, maxLength, type = "text" }) => ({ name, maxLength, type })),
  state: doc.state,
  category: doc.category,
  reviewNote: doc.reviewNote,
  version: doc.version,
  worstCaseParts: doc.worstCaseParts,
});
