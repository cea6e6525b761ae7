import type { MarketPackData } from "./schema/pack.js";

type Machine = NonNullable<MarketPackData["stateMachines"]>[number];
type Cited = { readonly source: string; readonly basis: "seed" | "interpretation" };

/**
 * The review of a text that will be sent again and again: the applicant submits it, an expert approves it or rejects
 * it with reasons, a rejected one is edited and submitted again [ir.md §7.2]. Iran demands it on the shared line; where
 * no seed speaks of it, it is an offer of the platform: what an expert approved is not asked about again.
 */
export function textReview(name: string, cited: Cited): Machine {
  const applicant = { actor: "user", role: "applicant" } as const;
  const expert = { actor: "provider expert", role: "expert" } as const;
  return {
    name,
    ...cited,
    initial: "draft",
    states: ["draft", "under_review", "approved", "rejected"].map((state) => ({
      name: state,
      ...cited,
    })),
    transitions: [
      { from: "draft", event: "submit", to: "under_review", ...applicant, ...cited },
      { from: "under_review", event: "approve", to: "approved", ...expert, ...cited },
      {
        from: "under_review",
        event: "reject",
        to: "rejected",
        ...expert,
        needs: ["reasons"],
        ...cited,
      },
      { from: "rejected", event: "edit", to: "draft", ...applicant, ...cited },
    ],
    terminal: [],
  };
}

/** A review that no seed prints. */
export const offeredReview = {
  source: "issue 5 · Templates",
  basis: "interpretation",
} as const;
