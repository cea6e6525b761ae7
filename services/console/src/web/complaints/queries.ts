import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type Complaint = components["schemas"]["Complaint"];
export type ComplaintFile = components["schemas"]["ComplaintFile"];
export type Penalty = components["schemas"]["Penalty"];
export type Evidence = NonNullable<Complaint["evidence"]>;
export type Counted = NonNullable<Evidence["proposed"]>;

export type ComplaintFilters = {
  readonly state: "open" | "decided" | "all";
  readonly assignee: "all" | "me" | "none";
  readonly overdue: boolean;
};

export const complaintsQuery = ({ state, assignee, overdue }: ComplaintFilters) =>
  queryOptions({
    queryKey: ["complaints", { state, assignee, overdue }],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/complaints", {
          params: {
            query: { state, assignee, lineId: "", overdue: overdue ? "true" : "false" },
          },
        }),
      ),
    refetchInterval: 30_000,
    placeholderData: (before) => before,
  });

/** A complaint; asked for again while its evidence is being gathered. */
export const complaintQuery = (id: string) =>
  queryOptions({
    queryKey: ["complaints", id],
    queryFn: async () => bodyOf(await api.GET("/v1/complaints/{id}", { params: { path: { id } } })),
    refetchOnWindowFocus: false,
    refetchInterval: ({ state: { data } }) =>
      data?.complaint.evidence?.state === "gathering" ? 2_000 : false,
  });

export const rateQuery = (lineId: string) =>
  queryOptions({
    queryKey: ["complaints", "rate", lineId],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/lines/{id}/complaint-rate", {
          params: { path: { id: lineId } },
        }),
      ),
  });

export const penaltyQuery = (id: string, violation: string, counted: Counted) =>
  queryOptions({
    queryKey: ["complaints", id, "penalty", violation, counted],
    queryFn: async () =>
      bodyOf(
        await api.POST("/v1/complaints/{id}/penalty", {
          params: { path: { id } },
          body: { violation, counted },
        }),
      ),
    staleTime: 60_000,
  });
