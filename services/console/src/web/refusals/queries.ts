import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type Refusal = components["schemas"]["Refusal"];
export type Stopwatch = components["schemas"]["Stopwatch"];
export type Consent = components["schemas"]["Consent"];

export const stopwatchQuery = queryOptions({
  queryKey: ["refusals", "stopwatch"],
  queryFn: async () => bodyOf(await api.GET("/v1/opt-outs/stopwatch", { params: { query: {} } })),
  refetchInterval: 10_000,
});

/** Who refused, the newest first, a page at a time. */
export const refusalsQuery = (withLifted: boolean) =>
  infiniteQueryOptions({
    queryKey: ["refusals", "pages", { withLifted }],
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET("/v1/opt-outs", {
          params: {
            query: {
              lineId: "",
              channel: "",
              withLifted: withLifted ? "true" : "false",
              cursor: pageParam,
              limit: 50,
            },
          },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: 10_000,
  });

export const consentSummaryQuery = queryOptions({
  queryKey: ["consents", "summary"],
  queryFn: async () => bodyOf(await api.GET("/v1/consents/summary")),
  refetchInterval: 15_000,
});
export const consentsQuery = infiniteQueryOptions({
  queryKey: ["consents", "pages"],
  queryFn: async ({ pageParam }) =>
    bodyOf(
      await api.GET("/v1/consents", {
        params: { query: { state: "", registry: "", cursor: pageParam, limit: 50 } },
      }),
    ),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor,
});
