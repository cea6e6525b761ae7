import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";

export type PriceLists = components["schemas"]["PriceLists"];
export type PriceList = PriceLists["tariffs"][number];
export type Tier = PriceList["tiers"][number];

export type TariffSearch = { readonly market?: string; readonly provider?: string };

/** What a market's providers charge; needs no account. */
export const tariffsQuery = (market: string, provider = "") =>
  queryOptions({
    queryKey: ["tariffs", market, provider],
    queryFn: async () =>
      bodyOf(
        await api.GET("/v1/tariffs", {
          params: { query: { market, ...(provider !== "" && { provider }) } },
        }),
      ),
    staleTime: 300_000,
  });
