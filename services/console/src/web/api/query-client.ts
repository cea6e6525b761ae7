import { QueryClient } from "@tanstack/react-query";

import { ProblemError } from "./problem.js";

/** A refusal stays one however often it is asked for; only what gave no answer is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (times, error) =>
        times < 2 && error instanceof ProblemError && [0, 502, 503].includes(error.problem.status),
    },
  },
});
