import { endReason, type JournalEntry } from "./chunk-progress.js";
import type { DoubtPolicy } from "./doubt-policy.js";
import { submitCode } from "./submit-code.js";

/** Why answers are missing: none came in time, the link broke, or the holder died before they were kept. */
export type DoubtCause = "no_answer" | "link_lost" | "holder_lost";

/** What was done about it. Only what is held is settled by people. */
export type DoubtState =
  | "resent"
  | "waits_for_account"
  | "held"
  | "releasing"
  | "dropping"
  | "released"
  | "dropped"
  | "reported";

/** The parts of one sub-batch that were never answered. */
export type DoubtCase = {
  /** Entry of the chunk's journal. */
  readonly n: number;
  readonly parts: readonly number[];
  readonly account: string;
  readonly bindId: string;
  readonly cause: DoubtCause;
  readonly state: DoubtState;
};

const causes: ReadonlySet<string> = new Set<DoubtCause>(["no_answer", "link_lost", "holder_lost"]);
const isCause = (word: string): word is DoubtCause => causes.has(word);

/**
 * The cases of a journal in order, as its policy deals with them. Pure.
 *
 * @param waiting parts that wait for the account they went by.
 */
export const doubtCases = (
  entries: readonly JournalEntry[],
  policy: DoubtPolicy,
  waiting: ReadonlyMap<number, string>,
): readonly DoubtCase[] =>
  entries
    .toSorted((a, b) => a.n - b.n)
    .flatMap((entry): readonly DoubtCase[] => {
      const parts =
        entry.state === "doubt"
          ? entry.parts
          : entry.results.filter(({ code }) => code === submitCode.inDoubt).map(({ part }) => part);
      // What ended in doubt because its validity did, or because it is kept back, is no case of its own.
      if (parts.length === 0 || endReason(entry) !== "") return [];
      const cause = entry.state === "doubt" ? "holder_lost" : entry.reason;
      const { n, account, bindId } = entry;
      return [
        {
          n,
          parts,
          account,
          bindId,
          cause: isCause(cause) ? cause : "no_answer",
          state: stateOf(policy, parts, waiting),
        },
      ];
    });

const stateOf = (
  policy: DoubtPolicy,
  parts: readonly number[],
  waiting: ReadonlyMap<number, string>,
): DoubtState => {
  if (policy.kind === "hold") return "held";
  if (policy.kind === "report") return "reported";
  return parts.some((part) => waiting.has(part)) ? "waits_for_account" : "resent";
};
