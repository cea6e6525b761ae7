import { envelopeKeysSchema, loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const configSchema = z.object({
  ...serviceShape,
  DATA_KEYS: envelopeKeysSchema,
  LISTS_URL: z.string().min(1).describe("the address of lists, host:port"),
  CAMPAIGNS_URL: z.string().min(1).describe("the address of campaigns, host:port"),
  NOTICE_SWEEP_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(1_000)
    .describe("milliseconds between two looks for activation notices that are owed, at least 10"),
  PROVIDER_SWEEP_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(10_000)
    .describe(
      "milliseconds between two looks for lines whose provider may or may not send, at least 10",
    ),
  TERM_SWEEP_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(60_000)
    .describe("milliseconds between two looks at terms of lines and at the desk, at least 10"),
});

export type Config = Readonly<z.infer<typeof configSchema>>;

/** @throws ConfigError naming each variable that is missing or wrong */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  return loadConfig(configSchema, env);
}
