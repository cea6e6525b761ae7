import { useEffect } from "react";

import { problemOf, type Finding } from "./problem.js";
import { useProblemWords, type FindingWords } from "./use-problem-words.js";

type Form = {
  readonly values: object;
  readonly setErrors: (errors: Record<string, string>) => void;
};

/**
 * Puts a refusal's findings on the very fields they are about. Returns whether every part of it has found a field, so
 * that nothing needs to be said beside the form.
 *
 * @param fieldOfCode the field of a code that comes without a finding, e.g. EMAIL_MALFORMED.
 */
export function useFieldErrors(
  error: unknown,
  form: Form,
  fieldOfCode: Readonly<Record<string, string>> = {},
): boolean {
  const words = useProblemWords();
  const placed = placeFindings(error, Object.keys(form.values), fieldOfCode, words);
  const errors = JSON.stringify(placed?.errors ?? {});
  const { setErrors } = form;
  useEffect(() => {
    const found: unknown = JSON.parse(errors);
    if (isTexts(found) && Object.keys(found).length > 0) setErrors(found);
    // setErrors is another function at each render; the refusal is what matters.
  }, [errors]);
  return placed?.complete ?? false;
}

type Words = {
  readonly ofProblem: (problem: ReturnType<typeof problemOf>) => { readonly detail: string };
  readonly ofFinding: (finding: Finding) => FindingWords;
};

function placeFindings(
  error: unknown,
  fields: readonly string[],
  fieldOfCode: Readonly<Record<string, string>>,
  words: Words,
): { readonly errors: Readonly<Record<string, string>>; readonly complete: boolean } | undefined {
  if (error === null || error === undefined) return undefined;
  const problem = problemOf(error);
  const errors: Record<string, string> = {};
  const own = fieldOfCode[problem.code];
  if (own !== undefined) errors[own] = words.ofProblem(problem).detail;
  let complete = own !== undefined || (problem.findings ?? []).length > 0;
  for (const finding of problem.findings ?? []) {
    const field = fields.find((name) => name === finding.subject) ?? fieldOfCode[finding.code];
    const { rule, remedy } = words.ofFinding(finding);
    if (field === undefined) complete = false;
    else errors[field] ??= remedy === undefined ? rule : `${rule} ${remedy}`;
  }
  return { errors, complete };
}

function isTexts(value: unknown): value is Record<string, string> {
  return typeof value === "object" && value !== null;
}
