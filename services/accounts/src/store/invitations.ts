import { openJson, sealJson, type Envelope, type SealedJson } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import { z } from "zod";
import type { Invitation } from "../domain/invitation.js";
import { toLanguage, type Home } from "../domain/person.js";

type Row = {
  readonly _id: string;
  readonly tenantId: string | null;
  readonly providerId: string;
  readonly roles: readonly string[];
  /** Name and e-mail. */
  readonly identity: SealedJson;
  readonly language: string;
  readonly tokenHash: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
};

const schema = new Schema<Row>(
  {
    _id: String,
    tenantId: String,
    providerId: String,
    roles: [String],
    identity: Schema.Types.Mixed,
    language: String,
    tokenHash: String,
    invitedAt: Date,
    expiresAt: Date,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ tokenHash: 1 }, { unique: true });
schema.index({ tenantId: 1, providerId: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const identitySchema = z.object({ name: z.string(), email: z.string() });

export type InvitationStore = ReturnType<typeof invitationStore>;

/** Invitations that wait; accepted, withdrawn or late they are gone, and the audit trail remembers. */
export function invitationStore(
  connection: Connection,
  { envelope }: { readonly envelope: Envelope },
) {
  const invitations = connection.model<Row>("Invitation", schema, "invitations");

  const fromRow = async (row: Row): Promise<Invitation> => {
    const { _id: invitationId, tenantId, providerId, roles, invitedAt, expiresAt } = row;
    return {
      invitationId,
      home:
        tenantId === null
          ? { kind: "staff", providerId }
          : { kind: "tenant", tenantId, providerId },
      ...(await openJson(envelope, row.identity, identitySchema)),
      roles,
      language: toLanguage(row.language),
      invitedAt,
      expiresAt,
    };
  };

  return {
    ensureIndexes: () => invitations.createIndexes(),

    async byTokenHash(tokenHash: string): Promise<Invitation | undefined> {
      const row = await invitations.findOne({ tokenHash }).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    async ofHome(home: Home): Promise<readonly Invitation[]> {
      const rows = await invitations.find(placeOf(home)).sort({ invitedAt: 1 }).lean<Row[]>();
      return Promise.all(rows.map(fromRow));
    },

    async insert(
      session: ClientSession,
      { invitationId, home, name, email, ...invitation }: Invitation,
      tokenHash: string,
    ): Promise<void> {
      const identity = await sealJson(envelope, { name, email });
      await invitations.create(
        [{ _id: invitationId, ...placeOf(home), ...invitation, identity, tokenHash }],
        { session },
      );
    },

    /** Takes an invitation of this home out. @returns false when there is none: two takers, one wins. */
    async take(session: ClientSession, invitationId: string, home: Home): Promise<boolean> {
      const { deletedCount } = await invitations.deleteOne(
        { _id: invitationId, ...placeOf(home) },
        { session },
      );
      return deletedCount === 1;
    },
  };
}

function placeOf(home: Home): Pick<Row, "tenantId" | "providerId"> {
  return { tenantId: home.kind === "tenant" ? home.tenantId : null, providerId: home.providerId };
}
