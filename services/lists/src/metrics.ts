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
  imports: new Counter({
    name: "lists_imports_total",
    help: "Imports that ended: finished, or refused by the code of the refusal",
    labelNames: ["outcome"],
    registers: [registry],
  }),
  importRows: new Counter({
    name: "lists_import_rows_total",
    help: "Rows of finished imports: kept, or dropped by the code of the row",
    labelNames: ["outcome"],
    registers: [registry],
  }),
  fileRows: new Counter({
    name: "lists_number_file_rows_total",
    help: "Rows of files of blocked or ported numbers that came in force: kept, or dropped by the code of the row",
    labelNames: ["file", "outcome"],
    registers: [registry],
  }),
  recipients: new Counter({
    name: "lists_audience_recipients_total",
    help: "Recipients of audiences: kept, or dropped by the first reason against them",
    labelNames: ["outcome"],
    registers: [registry],
  }),
  blockListNumbers: new Gauge({
    name: "lists_block_list_numbers",
    help: "Numbers on each block list",
    labelNames: ["market", "owner"],
    registers: [registry],
  }),
  blockListAge: new Gauge({
    name: "lists_block_list_age_seconds",
    help: "Since the last change of each block list",
    labelNames: ["market", "owner"],
    registers: [registry],
  }),
  portedNumbers: new Gauge({
    name: "lists_ported_numbers",
    help: "Ported numbers in force of each market",
    labelNames: ["market"],
    registers: [registry],
  }),
  portabilityAge: new Gauge({
    name: "lists_portability_age_seconds",
    help: "Since the source made the file of ported numbers that is in force",
    labelNames: ["market"],
    registers: [registry],
  }),
  registryWaiting: new Gauge({
    name: "lists_registry_waiting",
    help: "Consents and refusals that the registry of a market has still to be told, of tenants with a brand there",
    labelNames: ["market"],
    registers: [registry],
  }),
  registryOldest: new Gauge({
    name: "lists_registry_oldest_waiting_seconds",
    help: "Since the oldest word that waits for the registry was kept; 0 when none waits",
    labelNames: ["market"],
    registers: [registry],
  }),
  registryRefused: new Gauge({
    name: "lists_registry_refused",
    help: "Consents whose entry the registry refuses",
    labelNames: ["market"],
    registers: [registry],
  }),
  registryHeardAge: new Gauge({
    name: "lists_registry_heard_age_seconds",
    help: "Since changes of the registry were fetched, of the tenant that waits longest",
    labelNames: ["market"],
    registers: [registry],
  }),
  registryTrouble: new Gauge({
    name: "lists_registry_tenants_out_of_step",
    help: "Tenants whose last turn with the registry failed",
    labelNames: ["market"],
    registers: [registry],
  }),
  importSeconds: new Histogram({
    name: "lists_import_seconds",
    help: "From the upload of a file to its version in force",
    buckets: [0.25, 1, 2.5, 10, 30, 60, 120, 300, 900, 3_600],
    registers: [registry],
  }),
  importsWaiting: new Gauge({
    name: "lists_imports_waiting",
    help: "Imports that are received or being read",
    registers: [registry],
  }),
  importsResumed: new Counter({
    name: "lists_imports_resumed_total",
    help: "Imports taken over from a reader that was not heard of any more, or that failed",
    registers: [registry],
  }),
  buildsSwept: new Counter({
    name: "lists_builds_swept_total",
    help: "Builds of imports that no version names and that their reader could not remove",
    registers: [registry],
  }),
  learned: new Counter({
    name: "lists_campaigns_learned_total",
    help: "Finished campaigns whose outcomes were learned, or learned again",
    registers: [registry],
  }),
  unlearned: new Gauge({
    name: "lists_campaigns_unlearned",
    help: "Finished campaigns whose outcomes are still to be learned",
    registers: [registry],
  }),
  unread: new Gauge({
    name: "lists_outcomes_unread",
    help: "Outcomes in the feeds of all tenants that nothing was learned of yet",
    registers: [registry],
  }),
  notServed: new Counter({
    name: "lists_numbers_not_served_total",
    help: "Recipients whom the operator did not take for its own",
    labelNames: ["operator"],
    registers: [registry],
  }),
});

export type Measures = ReturnType<typeof measure>;

/** Counts what was kept of something and what was dropped of it, by code. */
export function countOutcomes(
  inc: (outcome: string, rows: number) => void,
  kept: number,
  dropped: Iterable<readonly [code: string, rows: number]>,
): void {
  inc("kept", kept);
  for (const [code, rows] of dropped) inc(code, rows);
}
