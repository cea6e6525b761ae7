import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type Line = components["schemas"]["Line"];
export type Application = components["schemas"]["Application"];
export type NewApplication = components["schemas"]["NewApplicationInput"];
export type Checklist = components["schemas"]["Checklist"];
export type Family = components["schemas"]["FamilyList"]["families"][number];
export type Document = components["schemas"]["Document"];

export const linesQuery = queryOptions({
  queryKey: ["lines"],
  queryFn: async () => bodyOf(await api.GET("/v1/lines")).lines,
});
/** One sender with all that happened to it. */
export const lineQuery = (id: string) =>
  queryOptions({
    queryKey: ["lines", id],
    queryFn: async () => bodyOf(await api.GET("/v1/lines/{id}", { params: { path: { id } } })),
  });
export const applicationsQuery = queryOptions({
  queryKey: ["applications"],
  queryFn: async () =>
    bodyOf(await api.GET("/v1/applications", { params: { query: { provider: "", state: "" } } }))
      .applications,
});
export const applicationQuery = (id: string) =>
  queryOptions({
    queryKey: ["applications", id],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/applications/{id}", { params: { path: { id } } })),
  });
export const originalsQuery = (id: string) =>
  queryOptions({
    queryKey: ["applications", id, "originals"],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/applications/{id}/originals", { params: { path: { id } } }))
        .originals,
  });
export const familiesQuery = queryOptions({
  queryKey: ["families"],
  queryFn: async () =>
    bodyOf(await api.GET("/v1/families", { params: { query: { market: "" } } })).families,
  staleTime: 300_000,
});
export const documentsQuery = queryOptions({
  queryKey: ["documents"],
  queryFn: async () => bodyOf(await api.GET("/v1/documents")).documents,
});
export const companyFileQuery = queryOptions({
  queryKey: ["company-file"],
  queryFn: async () => bodyOf(await api.GET("/v1/company-file")),
});

export type ChecklistFacts = {
  readonly provider: string;
  readonly family: string;
  readonly applicantKind: "natural" | "legal";
  readonly representativeIsSignatory: boolean;
  readonly nationalCardIsSmart: boolean;
  readonly sector: "" | "general" | "qarz_al_hasaneh" | "listed_company";
  readonly facts: Readonly<Record<string, string>>;
};

/** What is demanded under these facts; another fact, another answer. */
export const checklistQuery = (facts: ChecklistFacts) =>
  queryOptions({
    queryKey: ["checklist", facts],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/checklists", {
          params: {
            query: {
              ...facts,
              representativeIsSignatory: facts.representativeIsSignatory ? "true" : "false",
              nationalCardIsSmart: facts.nationalCardIsSmart ? "true" : "false",
              facts: Object.entries(facts.facts)
                .filter(([, value]) => value !== "")
                .map(([name, value]) => `${name}:${value}`)
                .join(","),
            },
          },
        }),
      ),
    placeholderData: (before: Checklist | undefined) => before,
  });

/** The rules of a family's form; a family without a form has none. */
export const formRulesQuery = (family: string, provider: string) =>
  queryOptions({
    queryKey: ["form-rules", family, provider],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/commitment-form/rules", { params: { query: { family, provider } } }),
      ),
  });
