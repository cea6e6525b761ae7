import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { useEffect } from "react";

import { api, bodyOf } from "../api/client.js";
import type { Import } from "./queries.js";

const OVER: readonly string[] = ["finished", "refused", "cancelled"];

/** Whether nothing more happens to an import. */
export function isOver(state: string): boolean {
  return OVER.includes(state);
}

/**
 * An import as it moves: told by the API's stream of events, and asked for where that breaks off. When it is over, all
 * that depends on the list is read again.
 */
export function useImport(id: string): UseQueryResult<Import> {
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ["imports", id],
    queryFn: async () => bodyOf(await api.GET("/v1/imports/{id}", { params: { path: { id } } })),
    enabled: id !== "",
    refetchInterval: ({ state: { data } }) =>
      data === undefined || !isOver(data.state) ? 2_000 : false,
  });
  const state = query.data?.state ?? "";
  const moves = state === "received" || state === "reading";
  useEffect(() => {
    if (!moves) return undefined;
    const source = new EventSource(`/v1/imports/${id}/events`);
    source.addEventListener("import", ({ data }: MessageEvent<string>) => {
      queries.setQueryData(["imports", id], JSON.parse(data));
    });
    source.addEventListener("error", () => source.close());
    return () => source.close();
  }, [id, moves, queries]);
  useEffect(() => {
    if (isOver(state)) void queries.invalidateQueries({ queryKey: ["lists"] });
  }, [state, queries]);
  return query;
}
