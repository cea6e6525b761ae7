import { z } from "zod";

/** The environment does not describe a service that can run. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((line) => `  - ${line}`).join("\n")}`);
    this.problems = problems;
  }
}

/**
 * Parses the environment once, at start. A variable that is set but empty counts as absent, because
 * compose files and shells write `NAME=` for "not given".
 *
 * @returns the parsed values, frozen.
 * @throws ConfigError naming each variable and what was expected. Values are never repeated: they may be secrets.
 */
export function loadConfig<Schema extends z.ZodObject>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<z.infer<Schema>> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);

  const problems = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const name = String(issue.path[0] ?? "environment");
    const state = name in given ? "cannot be used" : "is missing";
    const expected = describe(schema, name) ?? issue.message;
    problems.set(name, `${name} ${state}; expected ${expected}`);
  }
  throw new ConfigError([...problems.values()]);
}

function describe(schema: z.ZodObject, name: string): string | undefined {
  const field: unknown = schema.shape[name];
  return field instanceof z.ZodType ? field.description : undefined;
}

const port = z.coerce
  .number()
  .int()
  .min(0)
  .max(65_535)
  .default(0)
  .describe("a port from 0 to 65535, 0 for a free one");

const publicKeySchema = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().min(1),
  kid: z.string().min(1),
});

/** Public keys that principal tokens are verified with: a JSON Web Key Set of named Ed25519 keys. */
export type PrincipalKeys = { readonly keys: readonly Readonly<z.infer<typeof publicKeySchema>>[] };

/** Parses a JSON text inside a variable; what it says is then checked by a schema. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "JSON" });
    return z.NEVER;
  }
});

/**
 * What every service reads. A service spreads it into its own schema:
 * `z.object({ ...serviceShape, LISTS_URL: z.string() })`.
 */
export const serviceShape = {
  SERVICE_NAME: z.string().min(1).describe("the name of the service, e.g. lists"),
  HOST: z.string().min(1).default("127.0.0.1").describe("the address to listen on"),
  GRPC_PORT: port,
  HTTP_PORT: port,
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//)
    .describe("a connection string that begins with mongodb:// and names the database"),
  NATS_URL: z.string().min(1).describe("the address of NATS, e.g. nats://127.0.0.1:4222"),
  NATS_USER: z.string().optional().describe("the NATS user of the service"),
  NATS_PASSWORD: z.string().optional().describe("the password of NATS_USER"),
  PRINCIPAL_PUBLIC_KEYS: json
    .pipe(z.object({ keys: z.array(publicKeySchema).min(1) }))
    .describe("a JSON Web Key Set with at least one named Ed25519 public key"),
  SERVICE_SECRET: z.string().min(8).describe("the secret of the service, at least 8 characters"),
  ACCOUNTS_URL: z.string().min(1).describe("the address of accounts, host:port"),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .describe("one of trace, debug, info, warn, error, fatal, silent"),
};

/** The parsed {@link serviceShape}. */
export type ServiceConfig = Readonly<z.infer<z.ZodObject<typeof serviceShape>>>;

/**
 * Keys that envelopes are wrapped with, as one JSON variable:
 * `{"current":"2026-11","keys":{"2026-11":"<32 bytes in base64>"}}`. Old keys stay until everything is rewrapped.
 */
export const envelopeKeysSchema = json
  .pipe(
    z
      .object({
        current: z.string().min(1),
        keys: z.record(
          z.string().min(1),
          z
            .base64()
            .transform((text) => Buffer.from(text, "base64"))
            .refine((key) => key.length === 32),
        ),
      })
      .refine(({ current, keys }) => current in keys),
  )
  .describe(
    'JSON {"current": id, "keys": {id: 32 bytes in base64}} in which current is one of keys',
  );
