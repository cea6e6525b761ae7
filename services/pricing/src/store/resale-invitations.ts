import type { ClientSession, Connection } from "mongoose";
import type { ResaleInvitation } from "../domain/resale-invitation.js";
import { openCollection } from "./open-collection.js";

type InvitationDocument = Omit<ResaleInvitation, "invitationId" | "acceptedAt" | "decidedAt"> & {
  _id: string;
  acceptedAt: Date | null;
  decidedAt: Date | null;
  /** SHA-256 of the code, which nobody can guess; the code itself is kept by nobody. */
  codeHash: string;
  /** Reseller and request id. */
  request: string;
};

const fromDocument = ({
  _id,
  codeHash: _code,
  request: _request,
  acceptedAt,
  decidedAt,
  ...rest
}: InvitationDocument): ResaleInvitation => ({
  ...rest,
  invitationId: _id,
  acceptedAt: acceptedAt ?? undefined,
  decidedAt: decidedAt ?? undefined,
});

/** Screens show no more of them. */
const MOST_LISTED = 500;

/** Companies that resellers invited. */
export const resaleInvitationStore = (connection: Connection) => {
  const invitations = openCollection<InvitationDocument>(connection, "resaleInvitations");
  const requestOf = (resellerId: string, requestId: string): string =>
    JSON.stringify([resellerId, requestId]);
  const found = (document: InvitationDocument | null): ResaleInvitation | undefined =>
    document === null ? undefined : fromDocument(document);

  return {
    ensureIndexes: async (): Promise<void> => {
      await invitations.createIndexes([
        { key: { codeHash: 1 }, unique: true },
        { key: { request: 1 }, unique: true },
        { key: { resellerId: 1, invitedAt: -1 } },
        { key: { providerId: 1, state: 1, acceptedAt: 1 } },
        // A company waits for one reseller at a time.
        { key: { tenantId: 1 }, unique: true, partialFilterExpression: { state: "accepted" } },
        { key: { tenantId: 1, acceptedAt: -1 } },
      ]);
    },

    byId: async (id: string, session?: ClientSession): Promise<ResaleInvitation | undefined> =>
      found(await invitations.findOne({ _id: id }, { ...(session && { session }) })),

    byCodeHash: async (codeHash: string): Promise<ResaleInvitation | undefined> =>
      found(await invitations.findOne({ codeHash })),

    byRequest: async (
      resellerId: string,
      requestId: string,
    ): Promise<ResaleInvitation | undefined> =>
      found(await invitations.findOne({ request: requestOf(resellerId, requestId) })),

    /** Those that can still be accepted. */
    countOpen: (resellerId: string, at: Date): Promise<number> =>
      invitations.countDocuments({ resellerId, state: "open", expiresAt: { $gt: at } }),

    ofReseller: async (resellerId: string): Promise<readonly ResaleInvitation[]> =>
      (
        await invitations
          .find({ resellerId })
          .sort({ invitedAt: -1, _id: 1 })
          .limit(MOST_LISTED)
          .toArray()
      ).map(fromDocument),

    /** The one that a company accepted last. */
    lastOf: async (tenantId: string): Promise<ResaleInvitation | undefined> => {
      const asked = invitations.find({ tenantId }).sort({ acceptedAt: -1 }).limit(1);
      const [last] = await asked.toArray();
      return last && fromDocument(last);
    },

    /** The one that a company accepted and finance has not decided. */
    waitingOf: async (
      tenantId: string,
      session: ClientSession,
    ): Promise<ResaleInvitation | undefined> =>
      found(await invitations.findOne({ tenantId, state: "accepted" }, { session })),

    /** Those of a provider that wait for its finance, the oldest first. */
    waiting: async (providerId: string): Promise<readonly ResaleInvitation[]> =>
      (
        await invitations
          .find({ providerId, state: "accepted" })
          .sort({ acceptedAt: 1 })
          .limit(MOST_LISTED)
          .toArray()
      ).map(fromDocument),

    countWaiting: (): Promise<number> => invitations.countDocuments({ state: "accepted" }),

    insert: async (
      { invitationId, acceptedAt, decidedAt, ...rest }: ResaleInvitation,
      { codeHash, requestId }: { readonly codeHash: string; readonly requestId: string },
      session: ClientSession,
    ): Promise<void> => {
      const request = requestOf(rest.resellerId, requestId);
      const dates = { acceptedAt: acceptedAt ?? null, decidedAt: decidedAt ?? null };
      await invitations.insertOne(
        { ...rest, ...dates, _id: invitationId, codeHash, request },
        { session },
      );
    },

    /** Writes what became of it. */
    put: async (
      { invitationId, acceptedAt, decidedAt, ...rest }: ResaleInvitation,
      session: ClientSession,
    ): Promise<void> => {
      const dates = { acceptedAt: acceptedAt ?? null, decidedAt: decidedAt ?? null };
      await invitations.updateOne(
        { _id: invitationId },
        { $set: { ...rest, ...dates } },
        { session },
      );
    },
  };
};

export type ResaleInvitationStore = ReturnType<typeof resaleInvitationStore>;
