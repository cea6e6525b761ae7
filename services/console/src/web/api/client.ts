import createClient, { type Middleware } from "openapi-fetch";

import type { paths } from "./gen/schema.js";
import { ProblemError, toProblem } from "./problem.js";

/** A page of another origin cannot send this header, so it cannot act with our cookie. */
export const CONSOLE_HEADER = { "x-whiteline-console": "1" } as const;

const throwProblems: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const body: unknown = await response.json().catch(() => undefined);
    throw new ProblemError(toProblem(body, response.status));
  },
  onError({ error }) {
    return error instanceof ProblemError ? error : new ProblemError(toProblem(undefined, 0));
  },
};

/** The API, typed by its own OpenAPI document. A refusal throws {@link ProblemError}, so `data` is there otherwise. */
export const api = createClient<paths>({
  baseUrl: location.origin,
  credentials: "same-origin",
  headers: CONSOLE_HEADER,
});
api.use(throwProblems);

/** The body of an answer that has one. */
export function bodyOf<Body>({ data }: { readonly data?: Body }): Body {
  if (data === undefined) throw new ProblemError(toProblem(undefined, 0));
  return data;
}
