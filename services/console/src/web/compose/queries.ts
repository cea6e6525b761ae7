import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type Campaign = components["schemas"]["Campaign"];
export type Forecast = NonNullable<Campaign["forecast"]>;
export type NewTest = components["schemas"]["NewTestInput"];
export type NewCampaign = components["schemas"]["NewCampaignInput"];
export type ListQuestion = components["schemas"]["QuoteQuestionInput"];

/** States in which nothing changes by itself any more. */
const AT_REST: readonly string[] = ["finished", "cancelled", "refused", "forecast"];

export function isAtRest(state: string): boolean {
  return AT_REST.includes(state);
}

/** Whether a forecast says that somebody would get it and that it may go. */
export function isSendable({ forecast, state }: Campaign): boolean {
  return state !== "refused" && (forecast?.recipientsKept ?? 0) > 0;
}

/** What a text to a list costs at most; undefined asks nothing. */
export const listQuoteQuery = (question: ListQuestion | undefined) =>
  queryOptions({
    queryKey: ["list-quote", question],
    queryFn: async () => bodyOf(await api.POST("/v1/quotes", { body: question ?? {} })),
    enabled: question !== undefined,
    staleTime: 60_000,
    retry: false,
  });

/** The newest campaigns, to name what is told of them elsewhere. */
export const campaignsQuery = queryOptions({
  queryKey: ["campaigns"],
  queryFn: async () =>
    bodyOf(await api.GET("/v1/campaigns", { params: { query: { limit: 200 } } })).campaigns,
});

/** All campaigns, the newest first, page by page. */
export const campaignPagesQuery = (withForecasts: boolean) =>
  infiniteQueryOptions({
    queryKey: ["campaigns", "pages", withForecasts],
    initialPageParam: "",
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET("/v1/campaigns", {
          params: {
            query: {
              forecasts: withForecasts ? "true" : "false",
              ...(pageParam !== "" && { pageToken: pageParam }),
            },
          },
        }),
      ),
    getNextPageParam: ({ nextPageToken }) => nextPageToken,
    refetchInterval: 10_000,
  });

/** A campaign, asked for again while something happens to it. */
export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ["campaigns", id],
    queryFn: async () => bodyOf(await api.GET("/v1/campaigns/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && isAtRest(data.state) ? false : 1_000,
  });

export const reportQuery = (id: string, isOver: boolean) =>
  queryOptions({
    // Asked once more when it is over: what was read before may lack the end.
    queryKey: ["campaigns", id, "report", isOver],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/campaigns/{id}/report", { params: { path: { id } } })),
    refetchInterval: isOver ? false : 4_000,
  });

export const walletQuery = queryOptions({
  queryKey: ["wallet"],
  queryFn: async () => bodyOf(await api.GET("/v1/wallet", { params: { query: {} } })),
});
