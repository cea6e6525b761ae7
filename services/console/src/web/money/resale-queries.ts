import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type Margin = components["schemas"]["Margin"];
export type Resold = components["schemas"]["ResoldList"];
export type Surcharge = Resold["surcharges"][number];

export const resoldQuery = queryOptions({
  queryKey: ["resold"],
  queryFn: async () => bodyOf(await api.GET("/v1/resold", { params: { query: {} } })),
});

export const marginQuery = queryOptions({
  queryKey: ["wallet", "margin"],
  queryFn: async () => bodyOf(await api.GET("/v1/wallet/margin", { params: { query: {} } })),
});
