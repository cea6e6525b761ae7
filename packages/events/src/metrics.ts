import { Counter, type Registry } from "prom-client";
import type { CountName, OnCount } from "./bus.js";

/** Subjects are names of facts and queues, consumers those of services: few, and never personal. */
const counters: Readonly<Record<CountName, { readonly help: string; readonly label: string }>> = {
  events_published: { label: "subject", help: "Messages that JetStream has stored" },
  events_publish_retried: { label: "subject", help: "Publications that were tried again" },
  events_handled: { label: "consumer", help: "Messages handled and acknowledged" },
  events_failed: { label: "consumer", help: "Attempts at a fact or piece of work that failed" },
  events_postponed: { label: "consumer", help: "Work that was given back for later" },
  events_dead: { label: "consumer", help: "Dead letters: what was given up" },
  events_interrupted: { label: "consumer", help: "Readings that broke off and were opened again" },
  events_stalled: { label: "consumer", help: "Times that messages waited and none was delivered" },
};

/** Counts everything worth counting in the service's own metrics. */
export function counterOf(registry: Registry | undefined): OnCount {
  if (registry === undefined) return () => undefined;
  const made = new Map(
    Object.entries(counters).map(([name, { help, label }]) => [
      name,
      new Counter({ name: `${name}_total`, help, labelNames: [label], registers: [registry] }),
    ]),
  );
  return (name, labels) => made.get(name)?.inc(labels);
}
