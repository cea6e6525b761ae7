import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

type Schemas = components["schemas"];
export type Draft = Schemas["TariffDraft"];
export type Comparison = Schemas["TariffComparison"];
export type NewDraft = Schemas["NewTariffDraftInput"];
export type Reconciliation = Schemas["Reconciliation"];
export type Case = Schemas["ReconciliationCase"];
export type CostPrice = Schemas["CostPrice"];
export type CreditPrice = Schemas["CreditPrice"];
export type Proposal = Schemas["Proposal"];
export type CaseStatus = "open" | "closed";

export const draftsQuery = queryOptions({
  queryKey: ["tariff-drafts"],
  queryFn: async () => bodyOf(await api.GET("/v1/tariff-drafts", { params: { query: {} } })).drafts,
});

export const comparisonQuery = (id: string) =>
  queryOptions({
    queryKey: ["tariff-drafts", id],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/tariff-drafts/{id}", { params: { path: { id } } })),
  });

export const reconciliationsQuery = queryOptions({
  queryKey: ["reconciliations"],
  queryFn: async () =>
    bodyOf(await api.GET("/v1/reconciliations", { params: { query: {} } })).reconciliations,
});

/** Terms, price groups and prices of credits that wait for a second person. */
export const proposalsQuery = queryOptions({
  queryKey: ["proposals"],
  queryFn: async () => bodyOf(await api.GET("/v1/proposals")).proposals,
});

/** Companies that accepted a reseller's invitation. */
export const joiningsQuery = queryOptions({
  queryKey: ["joinings"],
  queryFn: async () => bodyOf(await api.GET("/v1/joinings")).joinings,
});

/** What operators charge the provider, the latest day first. */
export const costPricesQuery = queryOptions({
  queryKey: ["cost-prices"],
  queryFn: async () => bodyOf(await api.GET("/v1/cost-prices", { params: { query: {} } })).prices,
});

/** What a credit costs from which day on, the latest day first. */
export const creditPricesQuery = queryOptions({
  queryKey: ["credit-prices"],
  queryFn: async () => bodyOf(await api.GET("/v1/credit-prices", { params: { query: {} } })).prices,
});

/** @param reconciliationId "" = of every file. */
export const casesQuery = (status: CaseStatus, reconciliationId = "") =>
  infiniteQueryOptions({
    queryKey: ["reconciliations", "cases", status, reconciliationId],
    initialPageParam: "",
    queryFn: async ({ pageParam }) =>
      bodyOf(
        await api.GET("/v1/reconciliation-cases", {
          params: {
            query: {
              status,
              after: pageParam,
              limit: 100,
              ...(reconciliationId !== "" && { reconciliationId }),
            },
          },
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });

export const termsQuery = (id: string) =>
  queryOptions({
    queryKey: ["customers", id, "terms"],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/tenants/{id}/payment-terms", { params: { path: { id } } })),
  });

export const priceGroupsQuery = (id: string) =>
  queryOptions({
    queryKey: ["customers", id, "groups"],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/tenants/{id}/price-groups", { params: { path: { id } } })).groups,
  });

export const customerWalletQuery = (tenantId: string) =>
  queryOptions({
    queryKey: ["customers", tenantId, "wallet"],
    queryFn: async () => bodyOf(await api.GET("/v1/wallet", { params: { query: { tenantId } } })),
  });
