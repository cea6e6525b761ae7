import type { Life } from "@whiteline/service-kit";
import { Counter } from "prom-client";

/** lists' own counters. */
export const measure = (registry: Life["metrics"]) => ({
  replies: new Counter({
    name: "lists_replies_total",
    help: "Replies of subscribers by outcome: recorded as a refusal, or why not",
    labelNames: ["outcome"],
    registers: [registry],
  }),
});

export type Measures = ReturnType<typeof measure>;
