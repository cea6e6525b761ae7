import type { Connection } from "mongoose";
import { openCollection } from "./open-collection.js";

/** What one person wants and another has to want as well. */
export type Proposal = {
  /** What it is about, e.g. a customer's terms; there is one proposal of it at a time. */
  readonly subject: string;
  /** What is wanted, word for word. */
  readonly content: string;
  readonly by: string;
  readonly at: Date;
};
type ProposalDocument = Omit<Proposal, "subject"> & { _id: string };

/** Proposals that wait for a second person. */
export const proposalStore = (connection: Connection) => {
  const proposals = openCollection<ProposalDocument>(connection, "proposals");
  return {
    of: async (subject: string): Promise<Proposal | undefined> => {
      const found = await proposals.findOne({ _id: subject });
      if (found === null) return undefined;
      const { _id, content, by, at } = found;
      return { subject: _id, content, by, at };
    },

    /** Takes the place of what was proposed before. */
    put: async ({ subject, ...proposal }: Proposal): Promise<void> => {
      await proposals.replaceOne({ _id: subject }, proposal, { upsert: true });
    },

    /** It was decided. */
    remove: async (subject: string): Promise<void> => {
      await proposals.deleteOne({ _id: subject });
    },
  };
};

export type ProposalStore = ReturnType<typeof proposalStore>;
