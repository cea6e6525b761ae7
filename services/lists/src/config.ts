import { tmpdir } from "node:os";
import { envelopeKeysSchema, loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const configSchema = z.object({
  ...serviceShape,
  LINES_REGISTRY_URL: z.string().min(1).describe("the address of lines-registry, host:port"),
  DATA_KEYS: envelopeKeysSchema,
  SPOOL_DIR: z
    .string()
    .min(1)
    .default(tmpdir())
    .describe("a directory for files while they are read"),
  IMPORT_LEASE_MS: z.coerce
    .number()
    .int()
    .min(200)
    .default(15_000)
    .describe(
      "milliseconds after which the import of a silent process is read by another, at least 200",
    ),
  MEMBERSHIP_CACHE_MEMBERS: z.coerce
    .number()
    .int()
    .min(0)
    .default(10_000_000)
    .describe("how many members of lists are held in memory, about 5 bytes each"),
  PUBLIC_LINK_URL: z
    .url()
    .optional()
    .describe("where subscribers reach the gateway, for refusal links; none: no links"),
});

export type Config = Readonly<z.infer<typeof configSchema>>;

/** @throws ConfigError naming each variable that is missing or wrong */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return loadConfig(configSchema, env);
}
