import type { Life } from "@whiteline/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";

/** The dispatcher's own measures; labels are few and never personal. */
export const measure = (registry: Life["metrics"]) => ({
  submits: new Counter({
    name: "dispatcher_submits_total",
    help: "Parts by how their submit ended",
    labelNames: ["bind", "outcome"],
    registers: [registry],
  }),
  bindUp: new Gauge({
    name: "dispatcher_bind_up",
    help: "1 while the bind is up and ours",
    labelNames: ["bind"],
    registers: [registry],
  }),
  rate: new Gauge({
    name: "dispatcher_bind_rate",
    help: "Parts per second in force on the bind, after what throttling answers took off; 0: not limited, or not ours",
    labelNames: ["bind"],
    registers: [registry],
  }),
  closed: new Counter({
    name: "dispatcher_links_closed_total",
    help: "Links that were up and ended, by why; unbound: by us",
    labelNames: ["bind", "why"],
    registers: [registry],
  }),
  strayAnswers: new Counter({
    name: "dispatcher_stray_answers_total",
    help: "Answers of the operator to nothing that waits for one: repeated, late, or never ours",
    labelNames: ["bind"],
    registers: [registry],
  }),
  unverified: new Gauge({
    name: "dispatcher_account_unverified",
    help: "1 for an account whose operator may show any certificate: who answers is not known",
    labelNames: ["account"],
    registers: [registry],
  }),
  received: new Counter({
    name: "dispatcher_receive_failures_total",
    help: "Batches of deliver_sm that could not be kept or published at once",
    labelNames: ["bind"],
    registers: [registry],
  }),
  refusals: new Histogram({
    name: "dispatcher_refusal_enforced_seconds",
    help: "From the subscriber's word to the moment from which nothing more leaves for it here",
    buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300],
    registers: [registry],
  }),
  unreadable: new Counter({
    name: "dispatcher_receipts_unreadable_total",
    help: "Receipts that could not be read; kept as they came",
    labelNames: ["bind"],
    registers: [registry],
  }),
  deliversRefused: new Counter({
    name: "dispatcher_delivers_refused_total",
    help: "deliver_sm whose body could not be read, refused by status",
    labelNames: ["bind"],
    registers: [registry],
  }),
  inbound: new Counter({
    name: "dispatcher_inbound_total",
    help: "Subscribers' messages told: whole, joined of their parts, or incomplete because parts never came",
    labelNames: ["as"],
    registers: [registry],
  }),
  held: new Gauge({
    name: "dispatcher_in_doubt_held_cases",
    help: "Cases in doubt that wait for a decision of operations",
    registers: [registry],
  }),
  carrier: new Gauge({
    name: "dispatcher_route_carrier",
    help: "1 for the account that carries the route now",
    labelNames: ["route", "account"],
    registers: [registry],
  }),
  chunks: new Counter({
    name: "dispatcher_chunks_total",
    help: "Chunks by how carrying them ended",
    labelNames: ["lane", "end"],
    registers: [registry],
  }),
});

export type Counted = ReturnType<typeof measure>;
