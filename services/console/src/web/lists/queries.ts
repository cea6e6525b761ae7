import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type List = components["schemas"]["List"];
export type Import = components["schemas"]["Import"];
export type ImportPreview = components["schemas"]["ImportPreview"];
export type Version = components["schemas"]["ListVersionList"]["versions"][number];
export type Duty = components["schemas"]["ListDuties"]["lines"][number];
export type Segment = components["schemas"]["Segment"];
export type Condition = components["schemas"]["ConditionInput"];

export const listsQuery = queryOptions({
  queryKey: ["lists"],
  queryFn: async () => bodyOf(await api.GET("/v1/lists")).lists,
});
export const listQuery = (id: string) =>
  queryOptions({
    queryKey: ["lists", id],
    queryFn: async () => bodyOf(await api.GET("/v1/lists/{id}", { params: { path: { id } } })),
  });
export const importsQuery = (listId: string) =>
  queryOptions({
    queryKey: ["lists", listId, "imports"],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/imports", { params: { query: { listId, limit: 20 } } })).imports,
  });
export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["lists", id, "versions"],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/lists/{id}/versions", { params: { path: { id } } })).versions,
  });
export const dutiesQuery = (id: string) =>
  queryOptions({
    queryKey: ["lists", id, "duties"],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/lists/{id}/duties", { params: { path: { id } } })),
  });

/** @param listId "" = of every list. */
export const segmentsQuery = (listId: string) =>
  queryOptions({
    queryKey: ["segments", listId],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/segments", { params: { query: { listId } } })).segments,
  });
/** Whom a kept segment means now. */
export const segmentPreviewQuery = (segmentId: string) =>
  queryOptions({
    queryKey: ["segments", "preview", segmentId],
    queryFn: async () =>
      bodyOf(await api.POST("/v1/segments/preview", { body: { segmentId, listId: "" } })),
    staleTime: 30_000,
  });
/** Whom a condition would mean. */
export const conditionPreviewQuery = (listId: string, condition: Condition) =>
  queryOptions({
    queryKey: ["segments", "preview", listId, condition],
    queryFn: async () =>
      bodyOf(
        await api.POST("/v1/segments/preview", { body: { segmentId: "", listId, condition } }),
      ),
    staleTime: 30_000,
  });
