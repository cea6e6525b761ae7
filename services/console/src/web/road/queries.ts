import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

type Schemas = components["schemas"];
export type Bind = Schemas["BindList"]["binds"][number];
export type Queue = Schemas["QueueList"]["queues"][number];
export type InDoubt = Schemas["InDoubt"];

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
export const orphansQuery = queryOptions({
  queryKey: ["road", "orphans"],
  queryFn: async () => bodyOf(await api.GET("/v1/operators/orphans")),
  refetchInterval: SLOW_MS,
});
export const inDoubtQuery = queryOptions({
  queryKey: ["road", "in-doubt"],
  queryFn: async () => bodyOf(await api.GET("/v1/operators/in-doubt", { params: { query: {} } })),
  refetchInterval: SLOW_MS,
});
export const lettersQuery = queryOptions({
  queryKey: ["road", "letters"],
  queryFn: async () =>
    bodyOf(await api.GET("/v1/operators/dead-letters", { params: { query: {} } })).letters,
  refetchInterval: SLOW_MS,
});
