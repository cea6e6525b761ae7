import { loadConfig, serviceShape } from "@whiteline/service-kit";
import { z } from "zod";

const address = (service: string) =>
  z.string().min(1).describe(`the address of ${service}, host:port`);
const positive = z.coerce.number().int().positive();

const schema = z.object({
  ...serviceShape,
  LINES_REGISTRY_URL: address("lines-registry"),
  LISTS_URL: address("lists"),
  COMPLIANCE_URL: address("compliance"),
  PRICING_URL: address("pricing"),
  DISPATCHER_URL: address("dispatcher"),
  DLR_URL: address("dlr"),
  /** Campaigns that one process materialises at a time. */
  MATERIALISERS: positive.default(2),
  /** How long a materialiser that fell silent keeps its campaign. */
  MATERIALISE_LEASE_MS: positive.default(10_000),
  /** How long a releaser that fell silent keeps its route. */
  RELEASE_LEASE_MS: positive.default(5_000),
  /** Seconds of a route's rate that may be released and unsent (law 11). */
  RELEASE_AHEAD_S: positive.default(10),
  /** Seconds of a route's rate that one tenant's single messages may have open on it (law 11). */
  BACKLOG_S: positive.default(60),
  /** The same of codes. What was answered is seen two seconds later: who sends codes at the route's rate has room. */
  CODES_BACKLOG_S: positive.default(3),
  /** Parts of them on any route, however fast: one tenant must not fill what all share. */
  BACKLOG_MOST_PARTS: positive.default(50_000),
  /** Released work of which nothing was heard for so long is published again. */
  SILENCE_MS: positive.default(120_000),
  /** How long a campaign's messages wait for an operator at which its sender is suspended. */
  SENDER_WAIT_MS: positive.default(72 * 3_600_000),
  /** A group of messages that was cut off is given up, and its money given back, after this long. */
  GROUP_ABANDONED_MS: positive.default(60_000),
});

export type Config = z.infer<typeof schema>;

/** Reads the environment once; a wrong value is named. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>): Readonly<Config> =>
  loadConfig(schema, env);
