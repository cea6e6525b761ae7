import { z } from "zod";
import { entry, filledListOf, listOf, localTime, record, rule } from "./entry.js";

export const category = entry({
  id: z.string().min(1),
  english: z.string().min(1),
  onServiceLine: z.enum(["allowed", "forbidden"]),
  /** Texts as people write them. */
  examples: filledListOf(z.string()),
});

const gateReason = entry({
  ...rule,
  /** Asked of these types of line only; empty = of all. */
  lineTypes: listOf(z.string()),
  /** Asked of these families only; empty = of all. */
  families: listOf(z.string()),
  /** Asked of these kinds of traffic only; empty = of all. */
  traffic: listOf(z.string()),
  /** What it is about; what is about the recipient is found by lists. */
  subject: z.enum(["line", "text", "template", "recipient", "provider", "hour"]),
});

/** Something a text may hold that is evidence of what it is. A signal without examples does not load. */
const signal = entry({
  code: z.string().min(1),
  /** Category that it speaks for; null: for none. */
  category: z.string().nullable().default(null),
  /** Points for advertising, or, negative, against it. */
  weight: z.number().int().min(-100).max(100),
  /** Phrases from the beginning of a word, whatever the spelling; a blank at the end ends the word. */
  words: listOf(z.string().min(2)),
  structure: z
    .enum(["percent", "link", "exclamation", "clock", "reference"])
    .nullable()
    .default(null),
  examples: record({ found: filledListOf(z.string()), notFound: filledListOf(z.string()) }),
});

export const content = record({
  categories: listOf(category),
  /** In this order: the first hint that matches names the category. */
  keywordHints: listOf(entry({ category: z.string(), words: filledListOf(z.string()) })),
  /** Evidence beside the hints, weighed together. */
  signals: listOf(signal),
  /** Points that a hint is worth. */
  hintWeight: z.number().int().positive().default(60),
  /** From how many points a text leans to advertising, and from how many, either way, the rules decide alone. */
  certainty: entry({
    leansFrom: z.number().int().positive(),
    certainFrom: z.number().int().positive(),
  })
    .nullable()
    .default(null),
  /** Words and signs of the market's money, as texts write them beside a number. */
  moneyWords: listOf(z.string().min(1)),
  /** In which digits typed values of templates are written; null: in any. It decides what they cost at most. */
  variableDigits: entry({ scripts: filledListOf(z.enum(["latin", "persian", "arabic"])) })
    .nullable()
    .default(null),
  normalisation: z.string().nullable().default(null),
  /** Rules that hold for every text of the market. */
  principles: listOf(entry({ code: z.string(), text: z.string() })),
  /** Purposes for which a sender may be used: the kinds of traffic that a sender of messages states. */
  purposes: listOf(entry({ id: z.string(), english: z.string(), advertising: z.boolean() })),
  /** What traffic is taken for when nobody says; null where the market knows no kinds. */
  defaultTraffic: entry({ campaign: z.string(), message: z.string() }).nullable().default(null),
  /** Words that a text of a traffic kind must begin with or carry. */
  labels: listOf(
    entry({
      traffic: z.string(),
      anyOf: filledListOf(z.string()),
      place: z.enum(["first", "anywhere"]),
    }),
  ),
});

/** Reasons in the order of the gate: the first that holds blocks the recipient. */
export const gate = entry({
  name: z.string().min(1),
  /** The gate is asked of this purpose only; null = of every message. */
  purpose: z.string().nullable(),
  reasons: filledListOf(gateReason),
});

export const optOutWord = entry({ word: z.string().min(1), language: z.string().min(2) });

/** Local time of the market, opening inclusive, closing exclusive. */
const sendWindow = entry({ opens: localTime, closes: localTime });

export const sendWindows = record({ service: sendWindow, advertising: sendWindow });

export const frequencyCap = entry({
  traffic: z.string(),
  messages: z.number().int().positive(),
  hours: z.number().int().positive(),
  per: z.string(),
  enabled: z.boolean().default(true),
});
