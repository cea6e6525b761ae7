import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type ApplicantKind = "natural" | "legal";
export type OfferSearch = { readonly provider?: string; readonly kind?: ApplicantKind };
export type Offer = components["schemas"]["FamilyList"]["families"][number];
export type Support = components["schemas"]["Support"];

export const providersQuery = queryOptions({
  queryKey: ["providers"],
  queryFn: async () => bodyOf(await api.GET("/v1/providers")).providers,
  staleTime: 300_000,
});

/** What a provider offers to a person of a kind; needs no account. */
export const offersQuery = (id: string, applicantKind: ApplicantKind) =>
  queryOptions({
    queryKey: ["offers", id, applicantKind],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/providers/{id}/families", {
          params: { path: { id }, query: { applicantKind } },
        }),
      ).families,
    staleTime: 300_000,
  });

export const supportQuery = (id: string) =>
  queryOptions({
    queryKey: ["support", id],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/providers/{id}/support", { params: { path: { id } } })),
    refetchInterval: 60_000,
  });

/**
 * What a family demands of a person of a kind, before there is an account: nothing is known of the applicant, so the
 * papers that depend on an old card or a missing signature are asked for too, each with its condition.
 */
export const demandsQuery = (id: string, family: string, applicantKind: ApplicantKind) =>
  queryOptions({
    queryKey: ["demands", id, family, applicantKind],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/providers/{id}/checklist", {
          params: {
            path: { id },
            query: {
              family,
              applicantKind,
              representativeIsSignatory: "false",
              nationalCardIsSmart: "false",
              sector: "general",
              facts: "",
            },
          },
        }),
      ),
    staleTime: 300_000,
  });
