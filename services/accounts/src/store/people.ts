import type { Envelope } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import type { Owner } from "../domain/registration.js";
import { sealJson, type SealedJson } from "./sealed-json.js";

type Row = {
  readonly _id: string;
  readonly tenantId: string;
  readonly roles: readonly string[];
  readonly identity: SealedJson;
};

const schema = new Schema<Row>(
  {
    _id: String,
    tenantId: String,
    roles: [String],
    identity: Schema.Types.Mixed,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ tenantId: 1 });

export type PeopleStore = ReturnType<typeof peopleStore>;

/** The people behind the tenants; name, e-mail and mobile are sealed. */
export function peopleStore(connection: Connection, { envelope }: { readonly envelope: Envelope }) {
  const people = connection.model<Row>("Person", schema, "people");

  return {
    ensureIndexes: () => people.createIndexes(),

    async insertOwner(
      session: ClientSession,
      {
        personId,
        tenantId,
        owner,
      }: { readonly personId: string; readonly tenantId: string; readonly owner: Owner },
    ): Promise<void> {
      const identity = await sealJson(envelope, owner);
      await people.create([{ _id: personId, tenantId, roles: ["owner"], identity }], { session });
    },
  };
}
