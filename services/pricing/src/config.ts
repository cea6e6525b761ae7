import { loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const schema = z.object({
  ...serviceShape,
  /**
   * The most that one top-up brings, in minor units: a slip of the finger is refused, a real payment is
   * not. The largest amount that a seed prints is 30 billion dong [004 · Policy 3].
   */
  TOP_UP_CAP_MINOR: z.coerce.bigint().positive().default(1_000_000_000_000n),
  /** How often the whole ledger is checked. */
  LEDGER_CHECK_MS: z.coerce.number().int().positive().default(3_600_000),
  /** Outcomes settled at a time by one process. */
  SETTLE_CONCURRENCY: z.coerce.number().int().positive().default(32),
});

export type Config = z.infer<typeof schema>;

/** Reads the environment once; a wrong value is named. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Readonly<Config> =>
  loadConfig(schema, env);
