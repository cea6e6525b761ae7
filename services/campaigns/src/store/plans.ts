import { inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import mongoose, { type ClientSession, type Connection } from "mongoose";
import type { MadeOccurrence, Plan } from "../domain/plan.js";
import { bytes, type Bytes } from "./chunk-document.js";

const { Binary } = mongoose.mongo;

type PlanDocument = Omit<Plan, "planId" | "next" | "campaign"> & {
  _id: string;
  next: Plan["next"] | null;
  campaign: Bytes;
  /** Who makes its occurrence just now, and until when nobody else does; absent: nobody has yet. */
  heldBy?: string;
  heldUntil?: Date;
};
/** One per plan and local day: what makes an occurrence happen once. */
type OccurrenceDocument = Omit<MadeOccurrence, "reason"> & {
  _id: string;
  tenantId: string;
  reason: MadeOccurrence["reason"] | null;
};

/** Plans, and what became of their occurrences. */
export const planStore = (connection: Connection) => {
  const plans = connection.collection<PlanDocument>("plans");
  const occurrences = connection.collection<OccurrenceDocument>("plan_occurrences");

  return {
    ensureIndexes: async (): Promise<void> => {
      await plans.createIndexes([
        { key: { tenantId: 1, requestId: 1 }, unique: true },
        { key: { tenantId: 1, createdAt: -1 } },
        { key: { "next.dueAt": 1 }, name: "due" },
      ]);
      await occurrences.createIndexes([{ key: { planId: 1, day: -1 } }]);
    },

    /** Keeps a new plan with what `tell` adds, or answers the one that came under its request id first. */
    insert: async (plan: Plan, tell: (session: ClientSession) => Promise<void>): Promise<Plan> => {
      try {
        await inTransaction(connection, async (session) => {
          await plans.insertOne(toDocument(plan), { session });
          await tell(session);
        });
        return plan;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
        const { tenantId, requestId } = plan;
        const first = await plans.findOne({ tenantId, requestId });
        if (first === null) throw error;
        return fromDocument(first);
      }
    },

    byId: async (tenantId: string, planId: string): Promise<Plan | undefined> => {
      const found = await plans.findOne({ _id: planId, tenantId });
      return found === null ? undefined : fromDocument(found);
    },

    byRequest: async (tenantId: string, requestId: string): Promise<Plan | undefined> => {
      const found = await plans.findOne({ tenantId, requestId });
      return found === null ? undefined : fromDocument(found);
    },

    countOpen: (tenantId: string): Promise<number> =>
      plans.countDocuments({ tenantId, state: { $ne: "ended" } }),

    /** The tenant's plans, newest first. */
    ofTenant: async (tenantId: string, limit: number): Promise<readonly Plan[]> =>
      (await plans.find({ tenantId }).sort({ createdAt: -1 }).limit(limit).toArray()).map(
        fromDocument,
      ),

    /** Plans of every tenant whose next occurrence has come, the longest waiting first. */
    due: async (at: Date, limit: number): Promise<readonly Plan[]> =>
      (
        await plans
          .find({ "next.dueAt": { $lte: at } })
          .sort({ "next.dueAt": 1 })
          .limit(limit)
          .toArray()
      ).map(fromDocument),

    /**
     * Takes a plan that still has this version for `ms` by the server's clock, so that nobody else decides what becomes
     * of the occurrence that its holder is making. False while somebody else has it.
     */
    hold: async (
      { planId, version }: Pick<Plan, "planId" | "version">,
      holder: string,
      ms: number,
    ): Promise<boolean> => {
      const isFree = { $lt: [{ $ifNull: ["$heldUntil", new Date(0)] }, "$$NOW"] };
      const { matchedCount } = await plans.updateOne(
        { _id: planId, version, $expr: { $or: [isFree, { $eq: ["$heldBy", holder] }] } },
        [{ $set: { heldBy: { $literal: holder }, heldUntil: { $add: ["$$NOW", ms] } } }],
      );
      return matchedCount === 1;
    },

    /**
     * Saves a plan that still has the version before it, what became of an occurrence, and what `tell` adds, in one
     * write. False when somebody else changed it meanwhile.
     */
    save: (
      plan: Plan,
      made?: MadeOccurrence,
      tell?: (session: ClientSession) => Promise<void>,
    ): Promise<boolean> =>
      inTransaction(connection, async (session) => {
        const { _id, ...fields } = toDocument(plan);
        const result = await plans.updateOne(
          { _id, version: plan.version - 1 },
          // A pause leaves the hold: its holder may be making the campaign.
          made === undefined
            ? { $set: fields }
            : { $set: fields, $unset: { heldBy: 1, heldUntil: 1 } },
          { session },
        );
        if (result.matchedCount === 0) return false;
        if (made !== undefined) {
          const { tenantId } = plan;
          const id = `${made.planId}:${made.day}`;
          const document = { _id: id, tenantId, ...made, reason: made.reason ?? null };
          await occurrences.insertOne(document, { session });
        }
        await tell?.(session);
        return true;
      }),

    /** What became of a plan's occurrences, the latest first. */
    occurrencesOf: async (
      { tenantId, planId }: Pick<Plan, "tenantId" | "planId">,
      limit: number,
    ): Promise<readonly MadeOccurrence[]> =>
      (await occurrences.find({ planId, tenantId }).sort({ day: -1 }).limit(limit).toArray()).map(
        ({ _id, tenantId: _tenant, reason, ...made }) => ({ ...made, reason: reason ?? undefined }),
      ),
  };
};

export type PlanStore = ReturnType<typeof planStore>;

const toDocument = ({ planId, next, campaign, ...rest }: Plan): PlanDocument => ({
  ...rest,
  _id: planId,
  next: next ?? null,
  campaign: new Binary(campaign),
});

const fromDocument = ({
  _id,
  next,
  campaign,
  heldBy: _holder,
  heldUntil: _until,
  ...rest
}: PlanDocument): Plan => ({
  ...rest,
  planId: _id,
  next: next ?? undefined,
  campaign: bytes(campaign),
});
