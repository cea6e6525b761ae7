import { Gauge, type Registry } from "prom-client";
import type { deskCases } from "./desk-cases.js";
import { refreshState } from "./domain/line-life.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "now" | "packs" | "applications" | "lives"> & {
  readonly registry: Registry;
  readonly cases: Pick<ReturnType<typeof deskCases>, "queuedOf">;
};

/** What a desk is measured by: length and age of its queue, and what is late; a job that looks again. */
export function deskMetrics({ registry, cases, now, packs, applications, lives }: Needs) {
  const registers = [registry];
  const gauge = (name: string, help: string, labelNames: readonly string[]) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  const length = gauge("desk_cases", "Open cases.", ["provider", "state"]);
  const oldest = gauge("desk_oldest_case_working_days", "Age of the oldest open case.", [
    "provider",
  ]);
  const overdue = gauge("desk_cases_overdue", "Open cases whose due date is over.", ["provider"]);
  const unassigned = gauge("desk_cases_unassigned", "Open cases that nobody has.", ["provider"]);
  const refreshes = gauge("line_list_refreshes", "Customer lists called for.", [
    "provider",
    "state",
  ]);
  const terms = gauge("line_terms_ending", "Lines whose term ends within 30 days or is over.", [
    "provider",
  ]);

  return async (signal: AbortSignal): Promise<void> => {
    const providers = await applications.providers();
    length.reset();
    for (const provider of providers) {
      if (signal.aborted) return;
      const pack = packs.ofProvider(provider, now());
      if (pack === undefined) continue;
      const open = await cases.queuedOf(provider);
      const states = new Map<string, number>();
      for (const { application } of open)
        states.set(application.state, (states.get(application.state) ?? 0) + 1);
      for (const [state, count] of states) length.set({ provider, state }, count);
      oldest.set({ provider }, Math.max(0, ...open.map(({ view }) => view.ageWorkingDays)));
      overdue.set({ provider }, open.filter(({ view }) => view.overdue).length);
      const alone = open.filter(({ application }) => (application.desk?.assignee ?? "") === "");
      unassigned.set({ provider }, alone.length);
      const today = dayOf(now(), pack.timezone);
      const until = new Date(now().getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
      const alarming = await lives.alarming(provider, until);
      for (const state of ["refresh_due", "overdue"] as const) {
        const those = alarming.filter((life) => refreshState(life, today) === state);
        refreshes.set({ provider, state }, those.length);
      }
      const ending = alarming.filter(({ renewsOn }) => renewsOn !== null && renewsOn <= until);
      terms.set({ provider }, ending.length);
    }
  };
}
