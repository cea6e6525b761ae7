import { useMemo } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { findingTexts } from "./finding-texts.js";
import { problemTexts } from "./problem-texts.js";
import { sendingTexts } from "./sending-texts.js";
import { problemOf, type Finding, type Problem } from "./problem.js";

export type FindingWords = {
  readonly rule: string;
  readonly remedy?: string | undefined;
  readonly source?: string | undefined;
};

/** Refusals in the reader's language where we have the words for their code; otherwise as the API sent them. */
export function useProblemWords() {
  const problems = useTranslations("problem");
  const findings = useTranslations("finding");
  const sending = useTranslations("sending");
  return useMemo(() => {
    const wordsOf = (code: string): string | undefined =>
      hasText(findingTexts, code)
        ? findings(code)
        : hasText(sendingTexts, code)
          ? sending(code)
          : hasText(problemTexts, code)
            ? problems(code, { count: 0, name: "" })
            : undefined;
    /** Our words say what to do as well; the API's remedy beside them would be in another language. */
    const problemIn = ({ code, detail, remedy }: Problem) => {
      const own = wordsOf(code);
      return own === undefined
        ? { detail, remedy }
        : { detail: own, remedy: wordsOf(`${code}_remedy`) };
    };
    return {
      /** A refusal in one line. */
      ofError: (error: unknown): string => {
        const { detail, remedy = "" } = problemIn(problemOf(error));
        return `${detail} ${remedy}`.trim();
      },
      ofProblem: problemIn,
      /** A code alone; one of a neighbour that has no words stays as it is. */
      ofCode: (code: string): string => wordsOf(code) ?? code,
      ofFinding: ({ code, rule, remedy, source }: Finding): FindingWords => {
        const own = wordsOf(code);
        return own === undefined ? { rule, remedy, source } : { rule: own, source };
      },
    };
  }, [problems, findings, sending]);
}
