import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type DeskCase = components["schemas"]["DeskCase"];
export type CaseFile = components["schemas"]["DeskCaseFile"];
export type Line = components["schemas"]["Line"];
export type Eligibility = components["schemas"]["ProviderEligibility"];
export type LineAlarm = components["schemas"]["DeskAlarms"]["renewals"][number];
export type CalendarDay = components["schemas"]["DeskCalendar"]["days"][number];
export type PossibleEvent = CaseFile["possibleEvents"][number];
export type Verdict = "accepted" | "rejected";

export type QueueFilters = {
  readonly assignee: "all" | "me" | "none";
  readonly overdue: boolean;
  /** "" = every state. */
  readonly state: string;
};

/** The queue is looked at all day: it is asked for again every minute. */
export const casesQuery = ({ assignee, overdue, state }: QueueFilters) =>
  queryOptions({
    queryKey: ["desk", "cases", { assignee, overdue, state }],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/desk/cases", {
          params: { query: { assignee, state, overdue: overdue ? "true" : "false" } },
        }),
      ),
    refetchInterval: 60_000,
    placeholderData: (before) => before,
  });

/** A case; every look leaves a trace, so it is never asked for behind the reader's back. */
export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["desk", "case", caseId],
    queryFn: async () => readCase(caseId),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });

export async function readCase(id: string): Promise<CaseFile> {
  return bodyOf(await api.GET("/v1/desk/cases/{id}", { params: { path: { id } } }));
}

/** Where the originals of a case are. */
export const originalsQuery = (caseId: string) =>
  queryOptions({
    queryKey: ["desk", "originals", caseId],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/applications/{id}/originals", { params: { path: { id: caseId } } }))
        .originals,
  });

export const alarmsQuery = queryOptions({
  queryKey: ["desk", "alarms"],
  queryFn: async () => bodyOf(await api.GET("/v1/desk/alarms")),
  refetchInterval: 60_000,
});

/** The people of this desk, by whom cases are held and decided. */
export const colleaguesQuery = queryOptions({
  queryKey: ["desk", "colleagues"],
  queryFn: async () => bodyOf(await api.GET("/v1/members")).members,
  staleTime: 300_000,
});

export const deskLinesQuery = queryOptions({
  queryKey: ["desk", "lines"],
  queryFn: async () => bodyOf(await api.GET("/v1/lines")).lines,
});
export const deskLineQuery = (id: string) =>
  queryOptions({
    queryKey: ["desk", "lines", id],
    queryFn: async () => readLine(id),
  });

export async function readLine(id: string): Promise<Line> {
  return bodyOf(await api.GET("/v1/lines/{id}", { params: { path: { id } } }));
}

/** What a provider must hold, and what it holds. */
export const eligibilityQuery = (providerId: string) =>
  queryOptions({
    queryKey: ["desk", "eligibility", providerId],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/providers/{id}/eligibility", { params: { path: { id: providerId } } }),
      ),
  });

export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: ["desk", "calendar", year],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/desk/calendar", { params: { query: { year } } })),
  });
