import { useMemo } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { findingTexts } from "./finding-texts.js";
import { problemTexts } from "./problem-texts.js";
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
  return useMemo(() => {
    const wordsOf = (code: string): string | undefined =>
      hasText(findingTexts, code)
        ? findings(code)
        : hasText(problemTexts, code)
          ? problems(code, { count: 0, name: "" })
          : undefined;
    return {
      /** A refusal in one line. */
      ofError: (error: unknown): string => {
        const { code, detail, remedy = "" } = problemOf(error);
        return `${wordsOf(code) ?? detail} ${wordsOf(`${code}_remedy`) ?? remedy}`.trim();
      },
      ofProblem: ({ code, detail, remedy }: Problem) => ({
        detail: wordsOf(code) ?? detail,
        remedy: wordsOf(`${code}_remedy`) ?? remedy,
      }),
      ofFinding: ({ code, rule, remedy, source }: Finding): FindingWords => ({
        rule: wordsOf(code) ?? rule,
        remedy: wordsOf(`${code}_remedy`) ?? remedy,
        source,
      }),
    };
  }, [problems, findings]);
}
