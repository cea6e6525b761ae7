import { generateKeyPairSync, randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";

import { z } from "zod";

const publicKey = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string(),
  kid: z.string(),
  alg: z.literal("EdDSA"),
  use: z.literal("sig"),
});

const secretsShape = z.object({
  /** Signs principal tokens: only accounts gets it. */
  principalKey: publicKey.extend({ d: z.string() }),
  /** Provisions providers: the key of whoever runs the installation. */
  installationKey: z.string(),
  /** Key-encryption keys by name; the current one wraps new data keys. */
  dataKeys: z.object({ current: z.string(), keys: z.record(z.string(), z.string()) }),
  /** Mixed into the hashes of API keys, base64; another one would end every key. */
  keyPepper: z.string(),
  jetstreamKey: z.string(),
  /** Each service's credential at accounts, by service. */
  serviceSecrets: z.record(z.string(), z.string()),
  /** Each service's password at NATS, by service. */
  natsPasswords: z.record(z.string(), z.string()),
  /** What the members of MongoDB's replica set know each other by, base64. */
  mongodbKey: z.string(),
  /** Each service's password at MongoDB, by service, and that of `operator`, who may read and write everything. */
  mongodbPasswords: z.record(z.string(), z.string()),
  /** Signs what goes to the payment port and comes from it. */
  paymentSecret: z.string(),
  /** Password of each bind at the operator, by system id. */
  bindPasswords: z.record(z.string(), z.string()),
});

/** As an installation may have kept it that is older than some of its secrets. */
const keptShape = secretsShape.partial({
  mongodbKey: true,
  mongodbPasswords: true,
  paymentSecret: true,
});

/** What an installation must keep to itself, made once and kept for as long as its data lives. */
export type Secrets = z.infer<typeof secretsShape>;

/**
 * Reads the installation's secrets and makes what is missing; the file is readable by its owner only.
 * @throws Error when the file is there but damaged: making new ones would lock the data away.
 */
export async function keepSecrets(
  file: string,
  names: { readonly services: readonly string[]; readonly systemIds: readonly string[] },
): Promise<Secrets> {
  const known = await readSecrets(file);
  const secrets: Secrets = {
    principalKey: known?.principalKey ?? newPrincipalKey(),
    installationKey: known?.installationKey ?? word(),
    dataKeys: known?.dataKeys ?? {
      current: "k1",
      keys: { k1: randomBytes(32).toString("base64") },
    },
    keyPepper: known?.keyPepper ?? randomBytes(32).toString("base64"),
    jetstreamKey: known?.jetstreamKey ?? word(),
    serviceSecrets: withAll(names.services, known?.serviceSecrets, word),
    natsPasswords: withAll(names.services, known?.natsPasswords, word),
    paymentSecret: known?.paymentSecret ?? word(),
    mongodbKey: known?.mongodbKey ?? randomBytes(48).toString("base64"),
    mongodbPasswords: withAll([...names.services, "operator"], known?.mongodbPasswords, word),
    // SMPP 3.4, 5.2.2: a password has at most eight characters.
    bindPasswords: withAll(names.systemIds, known?.bindPasswords, () => word().slice(0, 8)),
  };
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(secrets, undefined, 2), { mode: 0o600 });
  await rename(draft, file);
  return secrets;
}

/** The public half, as every service gets it to verify principal tokens. */
export function publicKeysOf({ principalKey }: Secrets): {
  readonly keys: readonly z.infer<typeof publicKey>[];
} {
  return { keys: [publicKey.parse(principalKey)] };
}

async function readSecrets(file: string): Promise<z.infer<typeof keptShape> | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return keptShape.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `${file} is damaged. The data beside it is encrypted with the keys in it: put the file back from a copy, ` +
        `or remove the whole directory to begin anew.`,
      { cause },
    );
  }
}

function newPrincipalKey(): Secrets["principalKey"] {
  const jwk = generateKeyPairSync("ed25519").privateKey.export({ format: "jwk" });
  const kid = randomBytes(8).toString("hex");
  return secretsShape.shape.principalKey.parse({ ...jwk, kid, alg: "EdDSA", use: "sig" });
}

function withAll(
  names: readonly string[],
  known: Readonly<Record<string, string>> | undefined,
  make: () => string,
): Record<string, string> {
  return { ...Object.fromEntries(names.map((name) => [name, make()])), ...known };
}

function word(): string {
  return randomBytes(24).toString("base64url");
}
