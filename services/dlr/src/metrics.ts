import type { Life } from "@whiteline/service-kit";
import { Counter, Gauge } from "prom-client";

/** dlr's own counters; names say the unit. */
export const measure = (registry: Life["metrics"]) => {
  const counter = (name: string, help: string): Counter =>
    new Counter({ name, help, registers: [registry] });
  return {
    snapshots: counter("dlr_submit_snapshots_total", "SubmitsRecorded taken in"),
    receipts: counter("dlr_receipts_total", "Receipts taken in, repetitions included"),
    parked: counter("dlr_receipts_parked_total", "Receipts whose part was not known yet"),
    contradictions: new Counter({
      name: "dlr_contradictions_total",
      help: "Final words of receipts that came after another final one of the same part",
      labelNames: ["account"],
      registers: [registry],
    }),
    orphans: new Gauge({
      name: "dlr_orphans",
      help: "Receipts without a part: waiting to be tried again, or given up and kept",
      labelNames: ["state"],
      registers: [registry],
    }),
    oldestOrphan: new Gauge({
      name: "dlr_orphans_oldest_seconds",
      help: "Since when the oldest receipt waits that has no part; 0: none does",
      registers: [registry],
    }),
    fed: counter("dlr_feed_chunks_total", "Chunks whose changes were told to the feed"),
    exported: counter("dlr_exported_messages_total", "Messages that exports wrote"),
    resolved: counter(
      "dlr_orphans_resolved_total",
      "Parked receipts that found their part by retry",
    ),
  };
};

export type Measures = ReturnType<typeof measure>;
