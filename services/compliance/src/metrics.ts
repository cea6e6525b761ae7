import type { Life } from "@whiteline/service-kit";
import { Counter, Gauge } from "prom-client";
import type { Judgement } from "./domain/verdict.js";

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
    judged: new Counter({
      name: "compliance_judgements_total",
      help: "Judgements of messages and campaigns by decision and deciding rule (empty: none failed)",
      labelNames: ["of", "decision", "rule"],
      registers,
    }),
    read: new Counter({
      name: "compliance_texts_read_total",
      help: "Texts read by the rules of content: what they lean to, and whether the rules are certain",
      labelNames: ["market", "advertising", "certain"],
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

/** Counts one judgement, by what was judged. */
export const countJudgement = (
  { judged, read }: Pick<Measures, "judged" | "read">,
  of: "message" | "campaign",
  market: string,
  { decision, deciding, content }: Judgement,
): void => {
  judged.inc({ of, decision, rule: deciding?.code ?? "" });
  if (content === undefined) return;
  read.inc({ market, advertising: String(content.advertising), certain: String(content.certain) });
};
