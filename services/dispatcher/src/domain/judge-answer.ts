import { submitCode, type SubmitCode } from "./submit-code.js";

/** How a submit ended, in the link's words. */
export type Answer =
  | {
      readonly kind: "answered";
      readonly class: "ok" | "retry_soon" | "throttled" | "final" | "stop_bind";
      readonly status: number;
      readonly messageId: string;
    }
  | { readonly kind: "in_doubt" }
  | { readonly kind: "not_sent" }
  | { readonly kind: "invalid" };

/** A passing fault is tried again this often; a throttled part is not counted. */
export const MAX_RETRIES = 5;

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
        case "throttled":
        case "stop_bind":
          return submitCode.notSent;
        case "retry_soon":
          return retries < MAX_RETRIES ? submitCode.notSent : submitCode.refused;
      }
  }
};
