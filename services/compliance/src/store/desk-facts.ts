import { isDuplicateKey } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import { newDeskFacts, type DeskFacts } from "../domain/desk-facts.js";

type FactsDocument = Omit<DeskFacts, "caseId"> & { readonly _id: string };

/** What the desk keeps of its cases; a case that nobody touched has no document. */
export const deskFactsStore = (connection: Connection) => {
  const facts = connection.collection<FactsDocument>("deskFacts");
  return {
    /** The collection is made before the first transaction writes into it. */
    ensureIndexes: async (): Promise<void> => {
      await facts.createIndexes([{ key: { providerId: 1 } }]);
    },

    of: async (
      about: Pick<DeskFacts, "caseId" | "tenantId" | "providerId">,
    ): Promise<DeskFacts> => {
      const found = await facts.findOne({ _id: about.caseId });
      return found === null ? newDeskFacts(about) : toFacts(found);
    },

    among: async (caseIds: readonly string[]): Promise<ReadonlyMap<string, DeskFacts>> => {
      const found = await facts.find({ _id: { $in: [...caseIds] } }).toArray();
      return new Map(found.map((document) => [document._id, toFacts(document)]));
    },

    /** Writes the next version if nobody did so meanwhile; answers whether it was written. */
    save: async (session: ClientSession, next: DeskFacts): Promise<boolean> => {
      const { caseId, ...rest } = next;
      if (next.version === 2) {
        try {
          await facts.insertOne({ _id: caseId, ...rest }, { session });
          return true;
        } catch (error) {
          if (isDuplicateKey(error)) return false;
          throw error;
        }
      }
      const saved = await facts.replaceOne({ _id: caseId, version: next.version - 1 }, rest, {
        session,
      });
      return saved.matchedCount === 1;
    },
  };
};

export type DeskFactsStore = ReturnType<typeof deskFactsStore>;

const toFacts = ({ _id, ...rest }: FactsDocument): DeskFacts => ({ caseId: _id, ...rest });
