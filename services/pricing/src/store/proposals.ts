import type { ClientSession, Connection } from "mongoose";
import { openCollection } from "./open-collection.js";

/** What somebody wants of a customer's money, or of what every customer's costs. */
export type Wanted =
  | {
      readonly kind: "terms";
      readonly mode: "prepaid" | "postpaid";
      /** Minor units. */
      readonly limit: bigint;
      readonly paysFor: string;
    }
  | {
      readonly kind: "price_group";
      readonly lineId: string;
      readonly purpose: string;
      readonly group: string;
    }
  | {
      readonly kind: "credit_price";
      /** Minor units; null: as everybody pays. */
      readonly perCredit: bigint | null;
      readonly currency: string;
      readonly effectiveFrom: string;
      readonly reference: string;
    };

/** What one person wants and another has to want as well. */
export type Proposal = {
  readonly proposalId: string;
  /** What it is about, e.g. a customer's terms; there is one proposal of it at a time. */
  readonly subject: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly wanted: Wanted;
  /** What would change, in words of the audit trail. */
  readonly before: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, string>>;
  readonly by: string;
  readonly at: Date;
};
/** Those of before they were shown lack their ids, and are proposed anew. */
type ProposalDocument = Omit<Proposal, "subject" | "proposalId"> & {
  _id: string;
  proposalId?: string;
};

/** One that a second person agreed to. */
export type DecidedProposal = Proposal & { readonly decidedBy: string; readonly decidedAt: Date };
type DecidedDocument = Omit<DecidedProposal, "proposalId"> & { _id: string };

const fromDocument = ({ _id, proposalId, ...rest }: ProposalDocument): Proposal | undefined =>
  proposalId === undefined ? undefined : { ...rest, proposalId, subject: _id };

export const termsSubject = (tenantId: string): string => `terms:${tenantId}`;

export const priceGroupSubject = (
  tenantId: string,
  { lineId, purpose }: { readonly lineId: string; readonly purpose: string },
): string => `price_group:${JSON.stringify([tenantId, lineId, purpose])}`;

/** Empty tenant: everybody. */
export const creditPriceSubject = (
  { providerId, tenantId }: { readonly providerId: string; readonly tenantId: string },
  effectiveFrom: string,
): string => `credit_price:${JSON.stringify([providerId, tenantId, effectiveFrom])}`;

/** A desk has few at a time. */
const MOST_LISTED = 500;

/** Proposals that wait for a second person. */
export const proposalStore = (connection: Connection) => {
  const proposals = openCollection<ProposalDocument>(connection, "proposals");
  const decided = openCollection<DecidedDocument>(connection, "decidedProposals");
  return {
    ensureIndexes: async (): Promise<void> => {
      await proposals.createIndexes([
        { key: { providerId: 1, at: 1 } },
        { key: { proposalId: 1 }, partialFilterExpression: { proposalId: { $exists: true } } },
      ]);
    },

    of: async (subject: string, session?: ClientSession): Promise<Proposal | undefined> => {
      const found = await proposals.findOne({ _id: subject }, { ...(session && { session }) });
      return found === null ? undefined : fromDocument(found);
    },

    /** Of how a tenant pays. */
    ofTerms: async (tenantId: string, session: ClientSession): Promise<Proposal | undefined> => {
      const found = await proposals.findOne({ _id: termsSubject(tenantId) }, { session });
      return found === null ? undefined : fromDocument(found);
    },

    /** Of a provider, by its id. */
    byId: async (providerId: string, proposalId: string): Promise<Proposal | undefined> => {
      const found = await proposals.findOne({ providerId, proposalId });
      return found === null ? undefined : fromDocument(found);
    },

    /** Of a provider, by its id: one that was agreed to. */
    decidedById: async (
      providerId: string,
      proposalId: string,
    ): Promise<DecidedProposal | undefined> => {
      const found = await decided.findOne({ _id: proposalId, providerId });
      if (found === null) return undefined;
      const { _id, ...rest } = found;
      return { ...rest, proposalId: _id };
    },

    /** Of a provider since then, the oldest first. */
    waiting: async (providerId: string, since: Date): Promise<readonly Proposal[]> =>
      (
        await proposals
          .find({ providerId, at: { $gt: since } })
          .sort({ at: 1 })
          .limit(MOST_LISTED)
          .toArray()
      ).flatMap((found) => fromDocument(found) ?? []),

    /** How many wait since then, of every provider, by what they want. */
    countWaiting: async (since: Date): Promise<ReadonlyMap<string, number>> => {
      const asked = [
        { $match: { at: { $gt: since }, proposalId: { $exists: true } } },
        { $group: { _id: "$wanted.kind", count: { $sum: 1 } } },
      ];
      const found = await proposals
        .aggregate<{ readonly _id: string; readonly count: number | bigint }>(asked)
        .toArray();
      return new Map(found.map(({ _id, count }) => [_id, Number(count)]));
    },

    /** Takes the place of what was proposed before. */
    put: async ({ subject, ...proposal }: Proposal, session: ClientSession): Promise<void> => {
      await proposals.replaceOne({ _id: subject }, proposal, { upsert: true, session });
    },

    /** A second person agreed: it waits no more, and is kept by its id. */
    decide: async (
      { proposalId }: Pick<Proposal, "proposalId">,
      by: { readonly decidedBy: string; readonly decidedAt: Date },
      session: ClientSession,
    ): Promise<void> => {
      const found = await proposals.findOneAndDelete({ proposalId }, { session });
      const proposal = found && fromDocument(found);
      if (!proposal) return;
      const { proposalId: _id, ...rest } = proposal;
      await decided.insertOne({ ...rest, ...by, _id }, { session });
    },

    /** It is replaced or taken back. @returns whether it still waited. */
    withdraw: async (
      { proposalId }: Pick<Proposal, "proposalId">,
      session: ClientSession,
    ): Promise<boolean> =>
      (await proposals.deleteOne({ proposalId }, { session })).deletedCount === 1,
  };
};

export type ProposalStore = ReturnType<typeof proposalStore>;
