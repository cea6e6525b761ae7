import { useQuery, useSuspenseQuery } from "@tanstack/react-query";

import { meQuery } from "../api/me.js";
import { tariffsQuery } from "../tariffs/queries.js";

/** In what operators are paid, where customers pay with credits; undefined: in what customers pay. */
export function useCostCurrency(): string | undefined {
  const { data: me } = useSuspenseQuery(meQuery);
  const lists = useQuery(tariffsQuery(me.market ?? "", me.providerId));
  return lists.data?.creditPrices[0]?.perCredit?.currency;
}
