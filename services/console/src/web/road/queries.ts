import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

type Schemas = components["schemas"];
export type Bind = Schemas["BindList"]["binds"][number];
export type Queue = Schemas["QueueList"]["queues"][number];
export type InDoubt = Schemas["InDoubt"];
export type Route = Schemas["RouteList"]["routes"][number];
export type LetterGroup = Schemas["DeadLetterList"]["groups"][number];
export type Orphan = Schemas["OrphanReceipts"]["receipts"][number];

/** Whoever keeps the road open watches it: what is shown is a few seconds old at most. */
const LIVE_MS = 3_000;
const SLOW_MS = 10_000;

export const bindsQuery = queryOptions({
  queryKey: ["road", "binds"],
  queryFn: async () => bodyOf(await api.GET("/v1/operators/binds")).binds,
  refetchInterval: LIVE_MS,
});
export const queuesQuery = queryOptions({
  queryKey: ["road", "queues"],
  queryFn: async () => bodyOf(await api.GET("/v1/operators/queues")).queues,
  refetchInterval: LIVE_MS,
});
export const orphansQuery = (isGivenUp: boolean) =>
  infiniteQueryOptions({
    queryKey: ["road", "orphans", isGivenUp],
    initialPageParam: "",
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET("/v1/operators/orphans", {
          params: {
            query: {
              givenUp: isGivenUp ? "true" : "false",
              ...(pageParam !== "" && { pageToken: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: ({ nextPageToken }) => nextPageToken,
    refetchInterval: SLOW_MS,
  });
export const inDoubtQuery = (isHeld: boolean) =>
  infiniteQueryOptions({
    queryKey: ["road", "in-doubt", isHeld],
    initialPageParam: "",
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET("/v1/operators/in-doubt", {
          params: {
            query: {
              held: isHeld ? "true" : "false",
              ...(pageParam !== "" && { pageToken: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: ({ nextPageToken }) => nextPageToken,
    refetchInterval: SLOW_MS,
  });
export const routesQuery = queryOptions({
  queryKey: ["road", "routes"],
  queryFn: async () => bodyOf(await api.GET("/v1/operators/routes")).routes,
  refetchInterval: LIVE_MS,
});
export const lettersQuery = infiniteQueryOptions({
  queryKey: ["road", "letters"],
  initialPageParam: 0,
  queryFn: async ({ pageParam: after }) =>
    bodyOf(await api.GET("/v1/operators/dead-letters", { params: { query: { after } } })),
  getNextPageParam: ({ next }) => next,
  refetchInterval: SLOW_MS,
});
