import { useMemo } from "react";

import { problemOf, type Finding } from "../api/problem.js";
import { useProblemWords } from "../api/use-problem-words.js";

export type Findings = {
  /** What is wrong with a field, a paper or a fact, in one text; undefined when nothing is. */
  readonly at: (...subjects: readonly string[]) => string | undefined;
  readonly count: number;
  /** Those that no field shows. */
  readonly rest: (shown: readonly string[]) => readonly Finding[];
};

/** A refusal's findings, or those of a returned application, by what they are about. */
export function useFindings(error: unknown, returned: readonly Finding[]): Findings {
  const words = useProblemWords();
  return useMemo(() => {
    const refused = error === null ? undefined : problemOf(error).findings;
    const findings = refused ?? returned;
    return {
      count: findings.length,
      at: (...subjects) => {
        const own = findings.filter(
          ({ subject }) => subject !== undefined && subjects.includes(bare(subject)),
        );
        if (own.length === 0) return undefined;
        return own
          .map((finding) => {
            const { rule, remedy = "" } = words.ofFinding(finding);
            return `${rule} ${remedy}`.trim();
          })
          .join(" ");
      },
      rest: (shown) => findings.filter(({ subject }) => !shown.includes(bare(subject ?? ""))),
    };
  }, [error, returned, words]);
}

/** `form.email`, `document:commitment_form` and `line_number` as the screen knows them. */
function bare(subject: string): string {
  return subject.replace(/^(form\.|document:|field:|documents\.)/, "");
}

/** The registry names fields of the form in snake_case. */
export function subjectOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
