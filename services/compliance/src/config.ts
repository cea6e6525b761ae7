import { envelopeKeysSchema, loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const schema = z.object({
  ...serviceShape,
  LINES_REGISTRY_URL: z.string().min(1).describe("the address of lines-registry, host:port"),
  CAMPAIGNS_URL: z.string().min(1).describe("the address of campaigns, host:port"),
  LISTS_URL: z.string().min(1).describe("the address of lists, host:port"),
  DLR_URL: z.string().min(1).describe("the address of dlr, host:port"),
  PRICING_URL: z.string().min(1).describe("the address of pricing, host:port"),
  DATA_KEYS: envelopeKeysSchema,
  INPUTS_KEPT_DAYS: z.coerce
    .number()
    .int()
    .positive()
    .default(180)
    .describe("days for which a verdict can be judged again"),
  CLEARANCE_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(24 * 3_600_000)
    .describe("milliseconds for which a clearance holds"),
  WITHOUT_REFUSAL_SERVICE: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()])))
    .describe("providers, by id, that do not run the refusal notification service; comma between"),
  HOLD_FREE_TEXT_ABOVE: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(1_000)
    .describe("recipients above which a text of which nothing is known waits for the desk"),
});

export type Config = Readonly<z.infer<typeof schema>>;

/** @throws ConfigError naming each variable that is missing or wrong */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Config =>
  loadConfig(schema, env);
