import type { mongo } from "mongoose";
import { z } from "zod";

/** A user, kept in `admin`, who may do in these databases what the roles say. */
export type MongodUser = {
  readonly user: string;
  readonly password: string;
  readonly roles: readonly { readonly role: string; readonly db: string }[];
};

export type MongodLogin = {
  /** What members of the replica set know each other by: 6 to 1,024 characters of base64, the same at every start. */
  readonly key: string;
  readonly users: readonly MongodUser[];
};

const usersInfo = z.object({ users: z.array(z.object({ user: z.string() })) });

/**
 * Logs in as a member of the replica set, which needs no user to exist. SCRAM proves both sides: only a server that
 * was started with our key lets us in.
 */
export const asMember = ({ key }: MongodLogin): mongo.MongoClientOptions => ({
  auth: { username: "__system", password: key },
  authSource: "local",
  authMechanism: "SCRAM-SHA-256",
});

/** Creates the users that are missing; one that is there keeps its password and roles. */
export async function admitUsers(admin: mongo.Db, users: readonly MongodUser[]): Promise<void> {
  const known = usersInfo.parse(await admin.command({ usersInfo: 1 })).users;
  const names = new Set(known.map(({ user }) => user));
  await Promise.all(
    users
      .filter(({ user }) => !names.has(user))
      .map(({ user, password, roles }) =>
        admin.command({ createUser: user, pwd: password, roles: [...roles] }),
      ),
  );
}
