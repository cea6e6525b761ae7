import type { Life } from "@whiteline/service-kit";
import { Counter, Gauge } from "prom-client";

/** compliance's own numbers. */
export const measure = (registry: Life["metrics"]) => {
  const registers = [registry];
  return {
    waiting: new Gauge({
      name: "compliance_text_cases_waiting",
      help: "Texts and campaigns that wait at the desks, by kind",
      labelNames: ["kind"],
      registers,
    }),
    complaints: new Counter({
      name: "compliance_complaints_total",
      help: "Complaints by what became of them: opened, dismissed, confirmed",
      labelNames: ["event"],
      registers,
    }),
    ungathered: new Gauge({
      name: "compliance_evidence_gathering",
      help: "Complaints whose evidence is not gathered yet",
      registers,
    }),
    flips: new Counter({
      name: "compliance_replayed_verdicts_total",
      help: "Verdicts judged again under drafts, by outcome: same, flipped, unfaithful, skipped",
      labelNames: ["outcome"],
      registers,
    }),
  };
};

export type Measures = ReturnType<typeof measure>;
