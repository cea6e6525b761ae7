import { envelopeKeysSchema, loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: "custom", message: "JSON" });
    return z.NEVER;
  }
});

const privateKey = z.object({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: z.string().min(1),
  d: z.string().min(1),
  kid: z.string().min(1),
});

/** accounts mints tokens itself, so it reads neither a secret nor an address of its own. */
const configSchema = z
  .object(serviceShape)
  .omit({ SERVICE_SECRET: true, ACCOUNTS_URL: true })
  .extend({
    INSTALLATION_KEY: z
      .string()
      .min(32)
      .describe("the key that provisions providers, at least 32 characters"),
    PRINCIPAL_PRIVATE_KEY: json
      .pipe(privateKey)
      .describe("a private Ed25519 JSON Web Key whose kid and x are in PRINCIPAL_PUBLIC_KEYS"),
    SERVICE_SECRETS: json
      .pipe(z.record(z.string().min(1), z.string().min(8)))
      .describe('JSON {"name of a service": "its SERVICE_SECRET", …}, at least 8 characters each'),
    KEY_PEPPER: z
      .base64()
      .transform((text) => Buffer.from(text, "base64"))
      .refine((pepper) => pepper.length >= 32)
      .describe("at least 32 random bytes in base64; changing it ends every API key"),
    DATA_KEYS: envelopeKeysSchema,
    LINES_REGISTRY_URL: z
      .string()
      .min(1)
      .optional()
      .describe("the address of lines-registry, host:port; without it people get no messages"),
    CAMPAIGNS_URL: z
      .string()
      .min(1)
      .optional()
      .describe("the address of campaigns, host:port; without it people get no messages"),
    MESSAGE_SWEEP_MS: z.coerce
      .number()
      .int()
      .min(10)
      .default(1_000)
      .describe("milliseconds between two looks for messages that are owed to people, at least 10"),
  })
  .refine(
    ({ PRINCIPAL_PRIVATE_KEY: own, PRINCIPAL_PUBLIC_KEYS: known }) =>
      known.keys.some(({ kid, x }) => kid === own.kid && x === own.x),
    { path: ["PRINCIPAL_PRIVATE_KEY"] },
  );

export type Config = Readonly<z.infer<typeof configSchema>>;

/** @throws ConfigError naming each variable that is missing or unusable. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return loadConfig(configSchema, env);
}
