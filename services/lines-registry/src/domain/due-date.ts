import {
  deadline,
  promisedDuration,
  type Duration,
  type MarketPack,
  type WorkingCalendar,
} from "@whiteline/markets";

/**
 * The last day, as ISO date, on which an application that entered `state` today should be decided;
 * null where no figure is printed or the clock does not start with this state.
 */
export function dueOn(
  pack: MarketPack,
  {
    providerId: provider,
    family,
    operator,
  }: { readonly providerId: string; readonly family: string; readonly operator: string },
  {
    state,
    today,
    calendar,
  }: {
    readonly state: string;
    readonly today: string;
    /** The pack's own when absent. */
    readonly calendar?: WorkingCalendar | undefined;
  },
): string | null {
  const expected = promisedDuration(pack, { provider, family, operator });
  return expected?.startsIn.includes(state)
    ? deadline(pack, expected, today, calendar).latest
    : null;
}

/** "2 working weeks"; empty where no bound is stated. */
export function inWords(bound: Duration["max"]): string {
  if (bound === null) return "";
  return `${bound.value} ${bound.unit.replaceAll("_", " ")}${bound.value === 1 ? "" : "s"}`;
}
