import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { api, bodyOf } from "../api/client.js";

const MOST_AT_ONCE = 200;
const MOST_FOUND = 20;

const tenants = async (query: { readonly search?: string; readonly ids?: string }) =>
  bodyOf(
    await api.GET("/v1/tenants", {
      params: { query: { search: "", ids: "", after: "", limit: MOST_AT_ONCE, ...query } },
    }),
  ).tenants;

/** What customers are called, for the desk; one that is not known yet, or no more, is named by its id. */
export function useCustomerNames(ids: readonly string[]): (tenantId: string) => string {
  const wanted = [...new Set(ids)].filter((id) => id !== "").toSorted();
  const known = useQuery({
    queryKey: ["customer-names", wanted],
    queryFn: async () => {
      const pages = Array.from({ length: Math.ceil(wanted.length / MOST_AT_ONCE) }, (_, page) =>
        tenants({ ids: wanted.slice(page * MOST_AT_ONCE, (page + 1) * MOST_AT_ONCE).join(",") }),
      );
      return (await Promise.all(pages)).flat();
    },
    enabled: wanted.length > 0,
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  });
  const names = new Map(known.data?.map(({ tenantId, name }) => [tenantId, name]));
  return (tenantId) => names.get(tenantId) ?? tenantId;
}

/** The customers whose name has what is typed; without it the first by name. */
export function useCustomerSearch(typed: string) {
  return useQuery({
    queryKey: ["customers", "search", typed],
    queryFn: async () => (await tenants({ search: typed })).slice(0, MOST_FOUND),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
}
