import type { MarketPackData } from "./schema/pack.js";

type Machine = NonNullable<MarketPackData["stateMachines"]>[number];
type Cited = { readonly source: string; readonly basis: "seed" | "interpretation" };

const read = { source: "issue 4 · Life after activation", basis: "interpretation" } as const;
const platform = { actor: "platform", role: "platform" } as const;
const operations = { actor: "provider/operator", role: "operations" } as const;

/**
 * What a line that is in use goes through in every market and no seed prints: its term runs out and is
 * renewed. `removable`: an expired line may be removed, by two people.
 */
export function termOf(active: string): {
  readonly states: Machine["states"];
  readonly transitions: Machine["transitions"];
} {
  return {
    states: [{ name: "expired", line: "expired", ...read }],
    transitions: [
      { from: active, event: "expire", to: "expired", ...platform, ...read },
      { from: "expired", event: "renew", to: active, ...operations, ...read },
    ],
  };
}

/**
 * Its applicant calls an application off while it is in one of these states: nobody outside the provider has it yet.
 * The sender is free for another application at once; no page prints it.
 */
export function withdrawalFrom(...states: readonly string[]) {
  const cited = { source: "issue 4 · The application", basis: "interpretation" } as const;
  const applicant = { actor: "applicant", role: "applicant" } as const;
  return {
    states: [{ name: withdrawn, ...cited }],
    transitions: states.map((from) => ({
      from,
      event: "withdraw",
      to: withdrawn,
      ...applicant,
      ...cited,
    })),
  };
}

/** The end of an application that was withdrawn. */
export const withdrawn = "withdrawn_by_applicant";

/** A line is removed for ever only when two people say so (interpretation of "for ever"). */
export const byTwoPeople = { needs: ["second_person"] } as const;

/**
 * The life of a line that no application made: the provider's own, and advertising lines that were
 * entered or that lost their service status. It is in use from its first day.
 */
export function enteredLine(cited: Cited = read): Machine {
  const term = termOf("active");
  return {
    name: "enteredLine",
    ...cited,
    initial: "active",
    states: [
      { name: "active", line: "active", ...cited },
      { name: "suspended", line: "suspended", ...cited },
      ...term.states,
      { name: "removed", line: "removed", bars: true, ...cited },
    ],
    transitions: [
      { from: "active", event: "suspend", to: "suspended", ...operations, ...cited },
      { from: "suspended", event: "lift", to: "active", ...operations, ...cited },
      ...term.transitions,
      ...["active", "suspended", "expired"].map((from) => ({
        from,
        event: from === "active" ? "violate" : "cancel",
        to: "removed",
        ...operations,
        ...byTwoPeople,
        ...cited,
      })),
    ],
    terminal: ["removed"],
  };
}
