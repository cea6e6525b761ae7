import { z } from "zod";
import { entry, filledListOf, listOf, record } from "./entry.js";

const kindsOfTraffic = filledListOf(z.string());

/** Whom a kind of traffic may reach, and how often. */
export const reach = record({
  /** What a sending counts as when its kind is not told: the strictest that fits the type of line. */
  unnamedTraffic: entry({ service: z.string(), advertising: z.string() }),
  refusal: entry({
    /** The reason under which the gate of the market knows it. */
    finding: z.enum(["opted_out", "refused"]),
    /** Traffic that a refusal stops; empty = all. */
    stops: listOf(z.string()),
    /** From the subscriber's word to the last queue; later is an alarm. */
    enforcedWithinSeconds: z.number().int().positive(),
  }),
  /** Traffic that goes to those only who agreed, and how a consent may have been given; null = none. */
  consent: entry({
    traffic: kindsOfTraffic,
    sources: filledListOf(entry({ code: z.string(), english: z.string() })),
  })
    .nullable()
    .default(null),
  /** Traffic that never reaches a number of a block list; advertising lines never do [law 3]. */
  blockList: entry({ traffic: listOf(z.string()) }),
  /** The same text to the same number on one calendar day. */
  sameTextSameDay: listOf(entry({ traffic: z.string(), enabled: z.boolean() })),
  /** The national registry of consents. */
  registry: entry({
    name: z.string(),
    /** Entries of one request at most. */
    batch: z.number().int().positive(),
  })
    .nullable()
    .default(null),
});
