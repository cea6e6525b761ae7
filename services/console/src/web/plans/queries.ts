import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type Plan = components["schemas"]["SendingPlan"];
export type NewPlan = components["schemas"]["NewPlanInput"];

export const plansQuery = queryOptions({
  queryKey: ["plans"],
  queryFn: async () => bodyOf(await api.GET("/v1/plans")).plans,
  refetchInterval: 30_000,
});

export const planQuery = (id: string) =>
  queryOptions({
    queryKey: ["plans", id],
    queryFn: async () => bodyOf(await api.GET("/v1/plans/{id}", { params: { path: { id } } })),
    refetchInterval: 15_000,
  });
