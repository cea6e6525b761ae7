import { useQuery, useSuspenseQuery } from "@tanstack/react-query";

import { meQuery } from "../api/me.js";
import { tariffsQuery } from "../tariffs/queries.js";

/** The unit in which the provider's prices are, once its market's lists are read. */
export function useCurrency(): string | undefined {
  const { data: me } = useSuspenseQuery(meQuery);
  const lists = useQuery({ ...tariffsQuery(me.market ?? ""), enabled: me.market !== undefined });
  return lists.data?.tariffs
    .flatMap(({ tiers }) => tiers.flatMap(({ prices }) => prices))
    .find(({ perPart }) => perPart !== undefined)?.perPart?.currency;
}
