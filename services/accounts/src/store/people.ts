import {
  DomainError,
  openJson,
  sealJson,
  type Envelope,
  type SealedJson,
} from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import { z } from "zod";
import { toEmailKey, toLanguage, type Home, type Person, type Totp } from "../domain/person.js";
import type { SecretHasher } from "../hash-secret.js";

type Row = {
  readonly _id: string;
  /** Null of staff. */
  readonly tenantId: string | null;
  readonly providerId: string;
  readonly roles: readonly string[];
  /** Name, e-mail, mobile. */
  readonly identity: SealedJson;
  /** Keyed hash of the address, by which a log-in finds it; gone when the person was removed. */
  readonly emailHash?: string;
  readonly passwordHash?: string | null;
  readonly language?: string;
  readonly totp?: SealedJson | null;
  /** Outside of `totp`, so that one update can compare and set it. */
  readonly totpStep?: number;
  readonly lastSeenAt?: Date | null;
  /** None of people from before it was kept. */
  readonly createdAt?: Date;
  readonly resetRequestedAt?: Date | null;
  readonly removedAt?: Date;
  readonly version?: number;
  readonly mobileVerified?: boolean;
  /** A new password was asked for and no message about it is under way. */
  readonly resetOwed?: boolean;
};

const schema = new Schema<Row>(
  {
    _id: String,
    tenantId: String,
    providerId: String,
    roles: [String],
    identity: Schema.Types.Mixed,
    emailHash: String,
    passwordHash: String,
    language: String,
    totp: Schema.Types.Mixed,
    totpStep: Number,
    lastSeenAt: Date,
    createdAt: Date,
    resetRequestedAt: Date,
    removedAt: Date,
    version: Number,
    mobileVerified: Boolean,
    resetOwed: Boolean,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ tenantId: 1 });
// One address once per company and per desk; the same address may work for several of them.
schema.index(
  { emailHash: 1, tenantId: 1, providerId: 1 },
  { unique: true, partialFilterExpression: { emailHash: { $exists: true } } },
);
schema.index(
  { resetRequestedAt: 1 },
  { partialFilterExpression: { resetOwed: true, mobileVerified: true } },
);

const identitySchema = z.object({ name: z.string(), email: z.string(), mobile: z.string() });
const totpSchema = z.object({ secret: z.string(), confirmed: z.boolean() });

/** The company, or else the desk, of which people are looked for; none = wherever. */
type NamedHome = { readonly tenantId: string; readonly providerId: string };

/** A person with the hash by which a password is tested; absent while there is none. */
export type KeptPerson = Person & { readonly passwordHash: string | undefined };

/** What may change in a person, by who knows its version. */
type PersonChange = {
  readonly roles?: readonly string[];
  readonly passwordHash?: string;
  readonly totp?: Omit<Totp, "lastStep"> | null;
  /** A mobile that the person proved to have. */
  readonly mobile?: string;
};

export type PeopleStore = ReturnType<typeof peopleStore>;

/** The people behind tenants and desks; name, e-mail, mobile and code secrets are sealed. */
export function peopleStore(
  connection: Connection,
  { envelope, hasher }: { readonly envelope: Envelope; readonly hasher: SecretHasher },
) {
  const people = connection.model<Row>("Person", schema, "people");

  const fromRow = async (row: Row): Promise<KeptPerson> => {
    const { _id: personId, tenantId, providerId, roles, version = 1 } = row;
    const totp = row.totp && (await openJson(envelope, row.totp, totpSchema));
    return {
      personId,
      home:
        tenantId === null
          ? { kind: "staff", providerId }
          : { kind: "tenant", tenantId, providerId },
      roles,
      ...(await openJson(envelope, row.identity, identitySchema)),
      language: toLanguage(row.language ?? ""),
      totp: totp ? { ...totp, lastStep: row.totpStep ?? 0 } : null,
      lastSeenAt: row.lastSeenAt ?? null,
      resetRequestedAt: row.resetRequestedAt ?? null,
      mobileVerified: row.mobileVerified ?? false,
      version,
      passwordHash: row.passwordHash ?? undefined,
    };
  };

  const emailHashOf = (email: string): string => hasher.hash(`email:${toEmailKey(email)}`);

  return {
    ensureIndexes: () => people.createIndexes(),

    emailHashOf,

    async byId(personId: string): Promise<KeptPerson | undefined> {
      const row = await people.findOne({ _id: personId, removedAt: null }).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** Also one who was let go: histories name people for longer than they stay. */
    async everById(
      personId: string,
    ): Promise<(KeptPerson & { readonly isActive: boolean }) | undefined> {
      const row = await people.findOne({ _id: personId }).lean<Row>();
      if (row === null) return undefined;
      return { ...(await fromRow(row)), isActive: row.removedAt === undefined };
    },

    /**
     * Who may be meant by an address at the home that is named. The oldest come first: whoever signs
     * companies up under a foreign address must not crowd out its owner.
     */
    async byEmail(email: string, most: number, named: NamedHome): Promise<readonly KeptPerson[]> {
      const rows = await people
        .find({ emailHash: emailHashOf(email), ...whereNamed(named) })
        .sort({ createdAt: 1, _id: 1 })
        .limit(most)
        .lean<Row[]>();
      return Promise.all(rows.map(fromRow));
    },

    /** The people of one company or of one desk. */
    async ofHome(home: Home, session: ClientSession | null = null): Promise<readonly KeptPerson[]> {
      const rows = await people
        .find({
          ...(home.kind === "tenant" ? { tenantId: home.tenantId } : placeOf(home)),
          removedAt: null,
        })
        .sort({ _id: 1 })
        .session(session)
        .lean<Row[]>();
      return Promise.all(rows.map(fromRow));
    },

    /** @throws duplicate key when the address works there already. */
    async insert(
      session: ClientSession,
      { personId, home, roles, name, email, mobile, language, lastSeenAt, version }: Person,
      createdAt: Date,
      passwordHash?: string,
    ): Promise<void> {
      const row: Row = {
        _id: personId,
        ...placeOf(home),
        roles,
        identity: await sealJson(envelope, { name, email, mobile }),
        emailHash: emailHashOf(email),
        ...(passwordHash === undefined ? {} : { passwordHash }),
        language,
        lastSeenAt,
        createdAt,
        version,
      };
      await people.create([row], { session });
    },

    /**
     * Changes a person that is still at the version that was read.
     * @throws DomainError conflict MEMBER_CHANGED when it is not.
     */
    async change(
      session: ClientSession,
      { personId, version, name, email }: Person,
      { totp, mobile, ...change }: PersonChange,
    ): Promise<void> {
      const sealed = totp && { totp: await sealJson(envelope, totp) };
      const proved = mobile !== undefined && {
        identity: await sealJson(envelope, { name, email, mobile }),
        mobileVerified: true,
      };
      const { matchedCount } = await people.updateOne(
        { _id: personId, removedAt: null, ...versionIs(version) },
        {
          $set: {
            ...change,
            ...(change.passwordHash === undefined
              ? {}
              : { resetRequestedAt: null, resetOwed: false }),
            ...(totp === null ? { totp: null } : sealed),
            ...proved,
            version: version + 1,
          },
        },
        { session },
      );
      if (matchedCount === 0) throw memberChanged();
    },

    /** Shuts a person out for good; what it is called stays sealed, for the audit trail. */
    async remove(
      session: ClientSession,
      { personId, version }: Pick<Person, "personId" | "version">,
      at: Date,
    ): Promise<void> {
      const { matchedCount } = await people.updateOne(
        { _id: personId, removedAt: null, ...versionIs(version) },
        {
          $set: { removedAt: at, roles: [], version: version + 1 },
          $unset: { emailHash: 1, passwordHash: 1, totp: 1 },
        },
        { session },
      );
      if (matchedCount === 0) throw memberChanged();
    },

    /** Notes on everybody with this address that a new password was asked for; one write, known or not. */
    async noteResetRequest(email: string, at: Date): Promise<void> {
      await people.updateMany(
        { emailHash: emailHashOf(email) },
        { $set: { resetRequestedAt: at, resetOwed: true } },
      );
    },

    /** People with a verified mobile who asked for a new password since an instant and were sent nothing yet. */
    async owedResets(since: Date): Promise<readonly KeptPerson[]> {
      const rows = await people
        .find({ resetOwed: true, mobileVerified: true, resetRequestedAt: { $gte: since } })
        .sort({ resetRequestedAt: 1 })
        .limit(50)
        .lean<Row[]>();
      return Promise.all(rows.filter(({ removedAt }) => removedAt === undefined).map(fromRow));
    },

    /** @returns false when somebody else has taken it on. */
    async takeOwedReset(session: ClientSession, personId: string): Promise<boolean> {
      const { modifiedCount } = await people.updateOne(
        { _id: personId, resetOwed: true },
        { $set: { resetOwed: false } },
        { session },
      );
      return modifiedCount === 1;
    },

    /** Remembers that a person came in. */
    async seen(session: ClientSession, personId: string, at: Date): Promise<void> {
      await people.updateOne({ _id: personId }, { $max: { lastSeenAt: at } }, { session });
    },

    /** Spends the code of a step. @returns false when it, or a later one, was spent before. */
    async spendCode(session: ClientSession, personId: string, step: number): Promise<boolean> {
      const { matchedCount } = await people.updateOne(
        { _id: personId, $or: [{ totpStep: null }, { totpStep: { $lt: step } }] },
        { $set: { totpStep: step } },
        { session },
      );
      return matchedCount === 1;
    },
  };
}

function placeOf(home: Home): Pick<Row, "tenantId" | "providerId"> {
  return { tenantId: home.kind === "tenant" ? home.tenantId : null, providerId: home.providerId };
}

function whereNamed({ tenantId, providerId }: NamedHome): object {
  if (tenantId !== "") return { tenantId };
  return providerId === "" ? {} : { tenantId: null, providerId };
}

/** People from before there were versions are at their first. */
function versionIs(version: number): object {
  return version === 1 ? { version: { $in: [1, null] } } : { version };
}

function memberChanged(): DomainError {
  return new DomainError("conflict", "MEMBER_CHANGED", "The person changed meanwhile.", {
    remedy: "Read the members again and repeat the request.",
  });
}
