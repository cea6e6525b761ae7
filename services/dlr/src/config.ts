import { loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const schema = z.object({
  ...serviceShape,
  CAMPAIGNS_URL: z.string().min(1).describe("the address of campaigns, host:port"),
  /** After validity, how long a receipt is still awaited before the part is `unknown`. */
  FINAL_MARGIN_MS: z.coerce.number().int().nonnegative().default(3_600_000),
  /** At most one OutcomesRecorded per chunk in this time while it still moves. */
  PUBLISH_INTERVAL_MS: z.coerce.number().int().positive().default(1_000),
  /** The feed of outcomes tells of a chunk at most once in this time. */
  FEED_INTERVAL_MS: z.coerce.number().int().positive().default(1_000),
  /** How long the feed can be read back. */
  FEED_KEEP_DAYS: z.coerce.number().int().positive().default(90),
  /** How long outcomes are kept, from the last change of a final chunk: reports, searches and files of operators ask for them. */
  OUTCOMES_KEEP_DAYS: z.coerce.number().int().positive().default(400),
  /** How long the counters over time are kept, from the time that they count: two years can be compared. */
  TIMELINE_KEEP_DAYS: z.coerce.number().int().positive().default(800),
  /** How long receipts are kept that were given up, from when they came. */
  GIVEN_UP_KEEP_DAYS: z.coerce.number().int().positive().default(90),
  /** How long a receipt without a known part is tried. */
  ORPHAN_KEEP_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(72 * 3_600_000),
});

export type Config = z.infer<typeof schema>;

/** Reads the environment once; a wrong value is named. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Readonly<Config> =>
  loadConfig(schema, env);
