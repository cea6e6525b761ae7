import type { Life } from "@whiteline/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";

/** campaigns' own measures; `campaigns_overdue` above zero is the alarm of a stage that waits in vain. */
export const measure = (registry: Life["metrics"]) => {
  const registers = [registry];
  return {
    open: new Gauge({
      name: "campaigns_open",
      help: "Open campaigns by stage",
      labelNames: ["stage"],
      registers,
    }),
    overdue: new Gauge({
      name: "campaigns_overdue",
      help: "Open campaigns by stage whose deadline passed at least once",
      labelNames: ["stage"],
      registers,
    }),
    underWay: new Gauge({
      name: "campaigns_parts_under_way",
      help: "Parts released on a route and not yet answered by its operator",
      labelNames: ["route"],
      registers,
    }),
    released: new Counter({
      name: "campaigns_chunks_released_total",
      help: "Chunks released by lane",
      labelNames: ["lane"],
      registers,
    }),
    repeated: new Counter({
      name: "campaigns_chunks_repeated_total",
      help: "Chunks published again because nothing was heard of them",
      registers,
    }),
    messages: new Counter({
      name: "campaigns_messages_total",
      help: "Single messages by answer",
      labelNames: ["answer"],
      registers,
    }),
    backlogRefused: new Counter({
      name: "campaigns_backlog_refusals_total",
      help: "Single messages refused because their tenant has as many open in the lane of the route as it may",
      labelNames: ["route"],
      registers,
    }),
    largestBacklog: new Gauge({
      name: "campaigns_largest_backlog_parts",
      help: "Open parts of single messages in a lane of a route, of the tenant that has most of them",
      labelNames: ["route"],
      registers,
    }),
    occurrences: new Counter({
      name: "campaigns_plan_occurrences_total",
      help: "Occurrences of plans by outcome: sent, skipped, refused",
      labelNames: ["outcome"],
      registers,
    }),
    searches: new Histogram({
      name: "campaigns_search_seconds",
      help: "How long a search for messages took, whatever it found",
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    abandoned: new Counter({
      name: "campaigns_groups_abandoned_total",
      help: "Groups of messages that were cut off and given up",
      registers,
    }),
  };
};

export type Measures = ReturnType<typeof measure>;
