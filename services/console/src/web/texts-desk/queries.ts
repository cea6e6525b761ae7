import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import type { Language } from "../language/languages.js";

export type Verdict = components["schemas"]["Verdict"];
export type RuleTried = Verdict["rulesTried"][number];
export type Replay = components["schemas"]["PolicyReplay"];
export type TextCase = components["schemas"]["TextCase"];
export type TextCaseFile = components["schemas"]["TextCaseFile"];
export type TextDecision = components["schemas"]["TextDecisionInput"];
export type ReasonCode = NonNullable<TextDecision["reasons"]>[number]["code"];

export const verdictQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ["verdicts", id, language],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/verdicts/{id}", { params: { path: { id }, query: { language } } })),
    staleTime: 60_000,
  });

export type TextFilters = {
  readonly kind: "all" | "template" | "campaign";
  readonly assignee: "all" | "me" | "none";
  readonly overdue: boolean;
};

/** The queue is looked at all day: it is asked for again every half minute. */
export const textCasesQuery = ({ kind, assignee, overdue }: TextFilters) =>
  queryOptions({
    queryKey: ["desk", "texts", { kind, assignee, overdue }],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/desk/texts", {
          params: { query: { kind, assignee, overdue: overdue ? "true" : "false" } },
        }),
      ),
    refetchInterval: 30_000,
    placeholderData: (before) => before,
  });

/** A case; every look leaves a trace, so it is never asked for behind the reader's back. */
export const textCaseQuery = (id: string, language: Language) =>
  queryOptions({
    queryKey: ["desk", "texts", id, language],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/desk/texts/{id}", { params: { path: { id }, query: { language } } }),
      ),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
