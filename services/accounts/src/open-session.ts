import type { Person } from "./domain/person.js";
import { sessionLifeMs, type Session } from "./domain/session.js";
import type { SecretHasher } from "./hash-secret.js";

export type OpenSession = ReturnType<typeof sessionOpener>;

/** A session as its holder sees it, this once. */
export type ShownSession = {
  readonly sessionId: string;
  readonly token: string;
  readonly expiresAt: Date;
};

/** Makes sessions. What is kept of a token cannot be turned back into what is shown of it, once. */
export function sessionOpener({
  now,
  newId,
  newSecret,
  hasher,
}: {
  readonly now: () => Date;
  readonly newId: () => string;
  /** 256 random bits in base64url. */
  readonly newSecret: () => string;
  readonly hasher: SecretHasher;
}) {
  return (
    { personId }: Pick<Person, "personId">,
    remoteAddress: string,
  ): {
    readonly shown: ShownSession;
    readonly kept: { readonly session: Session; readonly tokenHash: string };
  } => {
    const at = now();
    const token = `wls_${newSecret()}`;
    const sessionId = newId();
    return {
      shown: { sessionId, token, expiresAt: new Date(at.getTime() + sessionLifeMs) },
      kept: {
        session: {
          sessionId,
          personId,
          createdAt: at,
          lastUsedAt: at,
          endedAt: null,
          remoteAddress: remoteAddress.slice(0, 64),
        },
        tokenHash: hasher.hash(token),
      },
    };
  };
}
