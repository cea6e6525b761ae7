import { deadline, duration, type Duration, type MarketPack } from "@whiteline/markets";

/** Which duration of the pack is promised for whom, by provider and family [ir.md §7.3]. */
const promised: Readonly<Record<string, string>> = {
  "asanak:landline_021": "ir.asanak.service_number_applied",
  "asanak:landline_026": "ir.asanak.service_number_applied",
  "kando:line_3000": "ir.kando.any",
  "kando:line_1000": "ir.kando.any",
  "kando:landline_021": "ir.kando.any",
  "melipayamak:dedicated": "ir.melipayamak.dedicated",
  "melipayamak:samantel_9999": "ir.melipayamak.samantel",
};

/** Words in which a duration begins when the application is filed: Apply takes complete papers only. */
const fromFiling: ReadonlySet<string> = new Set(["submitted", "documents_complete"]);
const filingEvents: ReadonlySet<string> = new Set(["submit", "correct_and_resubmit"]);

/** How long the provider says it takes; undefined where no source says. */
export function promisedDuration(
  pack: MarketPack,
  provider: string,
  family: string,
): Duration | undefined {
  const id = promised[`${provider}:${family}`];
  return id === undefined ? undefined : duration(pack, id);
}

/**
 * The last day, as ISO date, on which an application that entered `state` today should be decided;
 * null where no figure is printed or the clock does not start with this state.
 */
export function dueOn(
  pack: MarketPack,
  { providerId, family }: { readonly providerId: string; readonly family: string },
  {
    state,
    event,
    today,
  }: { readonly state: string; readonly event: string; readonly today: string },
): string | null {
  const expected = promisedDuration(pack, providerId, family);
  if (expected === undefined) return null;
  const starts =
    expected.from === state || (filingEvents.has(event) && fromFiling.has(expected.from));
  return starts ? deadline(pack, expected, today).latest : null;
}

/** "2 working weeks"; empty where no bound is stated. */
export function inWords(bound: Duration["max"]): string {
  if (bound === null) return "";
  return `${bound.value} ${bound.unit.replaceAll("_", " ")}${bound.value === 1 ? "" : "s"}`;
}
