import { queryOptions } from "@tanstack/react-query";

import type { Me } from "./agreed.js";
import { api, bodyOf } from "./client.js";

export type { Me };

/** Who is logged in: person, roles, tenant or provider. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async (): Promise<Me> => bodyOf(await api.GET("/v1/me")),
  staleTime: 60_000,
});
