import type { Life } from "@whiteline/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";

const STOPWATCH_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600];

/** lists' own counters. */
export const measure = (registry: Life["metrics"]) => ({
  replies: new Counter({
    name: "lists_replies_total",
    help: "Replies of subscribers by outcome: recorded as a refusal, or why not",
    labelNames: ["outcome"],
    registers: [registry],
  }),
  recorded: new Histogram({
    name: "lists_refusal_recorded_seconds",
    help: "From a subscriber's word to its being kept",
    buckets: STOPWATCH_BUCKETS,
    registers: [registry],
  }),
  enforced: new Histogram({
    name: "lists_refusal_enforced_seconds",
    help: "From a subscriber's word until a dispatcher told that it holds messages back",
    buckets: STOPWATCH_BUCKETS,
    registers: [registry],
  }),
  overdue: new Gauge({
    name: "lists_refusals_overdue",
    help: "Refusals kept longer than the limit ago that no dispatcher has told to obey",
    registers: [registry],
  }),
});

export type Measures = ReturnType<typeof measure>;
