import { queryOptions } from "@tanstack/react-query";

import { api, bodyOf } from "./client.js";
import type { components } from "./gen/schema.js";

export type Me = components["schemas"]["Me"];

/** Who is logged in: person, roles, tenant or provider. */
export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: async () => bodyOf(await api.GET("/v1/me")),
  staleTime: 60_000,
});
