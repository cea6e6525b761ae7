import type {
  ApplyRequest,
  ApplyResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { Counter, Gauge, type Registry } from "prom-client";
import type { LineStore } from "./store/lines.js";

type Apply<Context> = (request: ApplyRequest, context: Context) => Promise<ApplyResponse>;

export type CountApplications = ReturnType<typeof applicationCounter>;

/** Counts what became of requests for a line: filed or deficient, and of what was lacking; never whose. */
export function applicationCounter(registry: Registry) {
  const registers = [registry];
  const requests = new Counter({
    name: "applications_total",
    help: "Requests to file or correct an application, by outcome: filed or deficient.",
    labelNames: ["provider", "family", "outcome"],
    registers,
  });
  const deficiencies = new Counter({
    name: "application_deficiencies_total",
    help: "Deficiencies that applicants were told of before filing, by code.",
    labelNames: ["provider", "code"],
    registers,
  });
  return <Context>(apply: Apply<Context>): Apply<Context> =>
    async (request, context) => {
      const answer = await apply(request, context);
      const { providerId: provider } = request;
      const { outcome } = answer;
      if (outcome?.$case === "deficient") {
        for (const { code } of outcome.value.deficiencies) deficiencies.inc({ provider, code });
      }
      // A family that no pack knows is the caller's own word, and no label.
      const family = outcome?.$case === "filed" ? request.family : "";
      requests.inc({ provider, family, outcome: outcome?.$case ?? "" });
      return answer;
    };
}

/** How many lines there are, and how many of their holders are still to be told; a job that looks again. */
export function lineGauges(registry: Registry, lines: Pick<LineStore, "count" | "countUntold">) {
  const registers = [registry];
  const there = new Gauge({
    name: "lines",
    help: "Lines by provider, kind of sender, type and status.",
    labelNames: ["provider", "kind", "type", "status"],
    registers,
  });
  const untold = new Gauge({
    name: "line_activation_notices_pending",
    help: "Activations that the representative has still to be told of.",
    registers,
  });
  return async (): Promise<void> => {
    const counted = await lines.count();
    there.reset();
    for (const { lines: many, ...labels } of counted) there.set(labels, many);
    untold.set(await lines.countUntold());
  };
}
