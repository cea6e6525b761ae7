import type { Life } from "@whiteline/service-kit";
import { Counter } from "prom-client";

/** dlr's own counters; names say the unit. */
export const measure = (registry: Life["metrics"]) => {
  const counter = (name: string, help: string): Counter =>
    new Counter({ name, help, registers: [registry] });
  return {
    snapshots: counter("dlr_submit_snapshots_total", "SubmitsRecorded taken in"),
    receipts: counter("dlr_receipts_total", "Receipts taken in, repetitions included"),
    parked: counter("dlr_receipts_parked_total", "Receipts whose part was not known yet"),
    resolved: counter(
      "dlr_orphans_resolved_total",
      "Parked receipts that found their part by retry",
    ),
  };
};
