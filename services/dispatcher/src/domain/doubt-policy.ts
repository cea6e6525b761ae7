import type { Lane } from "./window.js";

/** What to do with a part whose submit was never answered (delivery.md §4). */
export type DoubtPolicy =
  /** Sent once more and flagged; by another account than the one that may have it only if said so. */
  | { readonly kind: "resend"; readonly elsewhere: boolean }
  /** Kept until operations release or drop it. */
  | { readonly kind: "hold" }
  /** Not sent again; stays in doubt until a receipt or the end of its validity says more. */
  | { readonly kind: "report" };

/** One line of the operators' table; what it does not name is all. */
export type DoubtRule = {
  readonly tenantId?: string | undefined;
  readonly traffic?: string | undefined;
  readonly lane?: Lane | undefined;
  readonly policy: DoubtPolicy["kind"];
  readonly elsewhere: boolean;
};

type Kind = { readonly tenantId: string; readonly traffic: string; readonly lane: Lane };

const fits = (rule: DoubtRule, chunk: Kind): boolean =>
  (rule.tenantId ?? chunk.tenantId) === chunk.tenantId &&
  (rule.traffic ?? chunk.traffic) === chunk.traffic &&
  (rule.lane ?? chunk.lane) === chunk.lane;

/** The first rule that fits; without one, codes are reported, for they go stale, and the rest is sent again. */
export const doubtPolicyOf = (rules: readonly DoubtRule[], chunk: Kind): DoubtPolicy => {
  const rule = rules.find((candidate) => fits(candidate, chunk));
  if (rule === undefined)
    return chunk.lane === "OTP" ? { kind: "report" } : { kind: "resend", elsewhere: false };
  return rule.policy === "resend"
    ? { kind: "resend", elsewhere: rule.elsewhere }
    : { kind: rule.policy };
};
