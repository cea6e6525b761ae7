import { useQuery, useSuspenseQuery } from "@tanstack/react-query";

import { meQuery } from "../api/me.js";
import { useFormat } from "../language/use-format.js";
import { useNetworks } from "../pack/use-networks.js";
import { tariffsQuery } from "../tariffs/queries.js";
import { useListNames } from "../tariffs/use-list-name.js";

type Option = { readonly value: string; readonly label: string };

/** What a reseller's price may name, in the reader's words: networks, and what the provider's lists tell apart. */
export function useResaleChoices(): Readonly<
  Record<"operator" | "group" | "script", readonly Option[]>
> {
  const format = useFormat();
  const names = useListNames();
  const operator = useNetworks();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data } = useQuery(tariffsQuery(me.market ?? "", me.providerId));
  const lists = data?.tariffs ?? [];
  const scripts = lists.flatMap(({ tiers }) =>
    tiers.flatMap(({ prices }) => prices.flatMap(({ script }) => script ?? [])),
  );
  const grouped = lists.flatMap(({ group, tariffId, description }) =>
    group === undefined ? [] : [{ group, name: names.list(tariffId, description) }],
  );
  return {
    operator,
    group: [...new Map(grouped.map(({ group, name }) => [group, name]))].map(([value, name]) => ({
      value,
      label: `${format.digits(value)} · ${name}`,
    })),
    script: [...new Set(scripts)].map((value) => ({ value, label: names.script(value) })),
  };
}

/** The reader's word for one of them; what the lists no longer name stays as it is. */
export const labelOf = (options: readonly Option[], code: string): string =>
  options.find(({ value }) => value === code)?.label ?? code;
