import { useSuspenseQuery } from "@tanstack/react-query";

import { meQuery } from "../api/me.js";
import { networks } from "./operator-texts.js";
import { useOperatorName } from "./use-operator-name.js";

/** The networks of one's market, for fields in which one is chosen. */
export function useNetworks(): readonly { readonly value: string; readonly label: string }[] {
  const { data: me } = useSuspenseQuery(meQuery);
  const nameOf = useOperatorName();
  return (networks[me.market ?? ""] ?? []).map((code) => ({ value: code, label: nameOf(code) }));
}
