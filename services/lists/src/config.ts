import { tmpdir } from "node:os";
import { envelopeKeysSchema, loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const configSchema = z.object({
  ...serviceShape,
  LINES_REGISTRY_URL: z.string().min(1).describe("the address of lines-registry, host:port"),
  CAMPAIGNS_URL: z.string().min(1).describe("the address of campaigns, host:port"),
  DLR_URL: z.string().min(1).describe("the address of dlr, host:port"),
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
      "milliseconds after which the import or load of a silent process is taken over by another, at least 200",
    ),
  LEARN_EVERY_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(5_000)
    .describe("milliseconds between two looks for outcomes to learn from, at least 100"),
  LEARN_AGAIN_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(60_000)
    .describe("milliseconds after which late receipts of a campaign are learned at the earliest"),
  MEMBERSHIP_CACHE_MEMBERS: z.coerce
    .number()
    .int()
    .min(0)
    .default(10_000_000)
    .describe("how many members of lists are held in memory, about 5 bytes each"),
  BLOCK_LIST_MAX_BYTES: z.coerce
    .number()
    .int()
    .positive()
    .default(2 * 1024 ** 3)
    .describe("how many bytes a file of blocked numbers may unpack to"),
  IYS_URL: z
    .url()
    .optional()
    .describe("the address of Türkiye's registry of consents; none: no registry"),
  IYS_CODE: z.string().regex(/^\d+$/).default("1").describe("our code at the registry, digits"),
  IYS_USER: z.string().default("").describe("our log-in at the registry"),
  IYS_PASSWORD: z.string().default("").describe("our password at the registry"),
  REGISTRY_EVERY_MS: z.coerce
    .number()
    .int()
    .min(100)
    .default(60_000)
    .describe("milliseconds between two turns with the registry, at least 100"),
  REGISTRY_FRESH_MS: z.coerce
    .number()
    .int()
    .min(0)
    .default(3_600_000)
    .describe("how old what we heard of the registry may be before a sending asks it itself"),
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
