import { hash, verify } from "@node-rs/argon2";

export type PasswordHasher = ReturnType<typeof passwordHasher>;

/** OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/**
 * argon2id, the library's default variant, with the installation's pepper as its secret: whoever
 * steals the database alone can test no password.
 */
export function passwordHasher(pepper: Uint8Array) {
  const options = { ...cost, secret: pepper };
  let nobodys: Promise<string> | undefined;
  return {
    /** The encoded hash with its salt and cost. */
    hash: (password: string): Promise<string> => hash(password.normalize("NFKC"), options),
    /** Takes as long when there is nothing to compare with: time must not tell who exists. */
    async matches(password: string, kept: string | undefined): Promise<boolean> {
      const encoded = kept ?? (await (nobodys ??= hash("nobody's password", options)));
      const isRight = await verify(encoded, password.normalize("NFKC"), options);
      return isRight && kept !== undefined;
    },
  };
}
