import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type Template = components["schemas"]["Template"];
export type TextRules = components["schemas"]["TextRules"];

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: async () =>
    bodyOf(await api.GET("/v1/templates", { params: { query: { reviewQueue: "false" } } }))
      .templates,
});
export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ["templates", id],
    queryFn: async () => bodyOf(await api.GET("/v1/templates/{id}", { params: { path: { id } } })),
  });

/** How a market counts texts; the same for everybody, and for the whole day. */
export const textRulesQuery = (market: string) =>
  queryOptions({
    queryKey: ["text-rules", market],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/markets/{market}/text-rules", { params: { path: { market } } })),
    staleTime: Infinity,
  });

/** What the roads to the operators make of a line's texts; asked again, for it is not the market's. */
export const lineTextRulesQuery = (lineId: string, traffic: string) =>
  queryOptions({
    queryKey: ["text-rules", "line", lineId, traffic],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/lines/{id}/text-rules", {
          params: { path: { id: lineId }, query: { traffic } },
        }),
      ).roads,
    enabled: lineId !== "",
    staleTime: 60_000,
  });
