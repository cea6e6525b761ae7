import { submitCode, type SubmitCode } from "./submit-code.js";

/** How a submit ended, in the link's words. */
export type Answer =
  | {
      readonly kind: "answered";
      readonly class:
        "ok" | "retry_soon" | "throttled" | "final" | "rebind" | "stop_bind" | "in_doubt";
      readonly status: number;
      readonly messageId: string;
    }
  | { readonly kind: "in_doubt" }
  | { readonly kind: "not_sent" }
  | { readonly kind: "invalid" };

/** Rest before a part is tried again after so many passing faults. */
const REST_MS: readonly number[] = [1_000, 5_000, 15_000, 60_000, 120_000];

/** A passing fault is tried again this often; a throttled part is not counted. */
export const MAX_RETRIES = REST_MS.length;

/** How long a part rests after its n-th passing fault, n from 1. */
export const restAfterFault = (n: number): number => REST_MS[Math.min(n, MAX_RETRIES) - 1] ?? 0;

/** Whether an answer says anything of the message; how the link or the account stands is no attempt. */
export const isAttempt = (answer: Answer): boolean =>
  answer.kind === "answered" && !["throttled", "rebind", "stop_bind"].includes(answer.class);

/**
 * What an answer means for the part (peers.md §3.3): accepted, refused for good, in doubt, failed
 * inside, or not sent, which means again. Pure.
 */
export const judgeAnswer = (answer: Answer, retries: number): SubmitCode => {
  switch (answer.kind) {
    case "in_doubt":
      return submitCode.inDoubt;
    case "not_sent":
      return submitCode.notSent;
    case "invalid":
      return submitCode.failed;
    case "answered":
      switch (answer.class) {
        case "ok":
          return submitCode.accepted;
        case "final":
          return submitCode.refused;
        case "in_doubt":
          return submitCode.inDoubt;
        case "throttled":
        case "rebind":
        case "stop_bind":
          return submitCode.notSent;
        case "retry_soon":
          return retries < MAX_RETRIES ? submitCode.notSent : submitCode.refused;
      }
  }
};
