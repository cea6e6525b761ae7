import type { components } from "./gen/schema.js";

export type Problem = components["schemas"]["Problem"];
export type Finding = components["schemas"]["Finding"];

/** A refusal of the API, as it was told (RFC 9457). */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** What went wrong, in the API's words; no answer at all is a problem of ours too. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : toProblem(undefined, 0);
}

/** An answer's body as a problem; what is no problem (a proxy's page, a broken line) becomes NO_ANSWER. */
export function toProblem(body: unknown, status: number): Problem {
  if (isProblem(body)) return body;
  return {
    type: "about:blank",
    title: "No answer",
    status,
    code: "NO_ANSWER",
    detail: "The service gave no answer.",
    remedy: "Check your connection and try again.",
  };
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === "object" &&
    body !== null &&
    "code" in body &&
    typeof body.code === "string" &&
    "detail" in body &&
    typeof body.detail === "string"
  );
}
