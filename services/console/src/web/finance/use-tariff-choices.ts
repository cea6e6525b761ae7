import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { meQuery } from "../api/me.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { useOperatorName } from "../pack/use-operator-name.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { tariffsQuery } from "../tariffs/queries.js";
import { useListNames } from "../tariffs/use-list-name.js";
import { categoryTexts } from "../templates/category-texts.js";

type Choices = components["schemas"]["TariffChoices"];
type Option = { readonly value: string; readonly label: string };

/** What a price list may name, in the reader's words. */
export type TariffChoices = {
  /** In which lists are written: credits where customers pay with them. */
  readonly currency: string;
  readonly families: readonly Option[];
  readonly purposes: readonly Option[];
  readonly groups: readonly Option[];
  readonly operators: readonly Option[];
  readonly scripts: readonly Option[];
  /** From so much on, two people decide. */
  readonly fourEyes: Choices["fourEyes"];
};

const choicesQuery = queryOptions({
  queryKey: ["tariff-choices"],
  queryFn: async () => bodyOf(await api.GET("/v1/tariff-choices")),
  staleTime: 300_000,
});

/** The words of the provider's market; undefined until they are read. */
export function useTariffChoices(): TariffChoices | undefined {
  const category = useTranslations("category");
  const format = useFormat();
  const pack = usePackNames();
  const lists = useListNames();
  const operatorName = useOperatorName();
  const { data: me } = useSuspenseQuery(meQuery);
  const known = useQuery(tariffsQuery(me.market ?? "", me.providerId));
  const { data } = useQuery(choicesQuery);
  if (data === undefined) return undefined;
  const named = (all: Choices["families"], label: (id: string, name: string) => string) =>
    all.map(({ id, name }) => ({ value: id, label: label(id, name) }));
  return {
    currency: data.currency,
    families: named(data.families, (id, name) => pack.family(id, { originalName: name })),
    purposes: named(data.purposes, (id, name) =>
      hasText(categoryTexts, id) ? category(id) : name,
    ),
    groups: named(data.groups, (id, name) => {
      const list = known.data?.tariffs.find(({ group }) => group === id);
      const printed = list === undefined ? name : lists.list(list.tariffId, name);
      return `${format.digits(id)} · ${printed}`;
    }),
    operators: named(data.operators, operatorName),
    scripts: named(data.scripts, (id) => lists.script(id)),
    fourEyes: data.fourEyes,
  };
}

/** The choices with "all" before them, and with what stands there though the market does not know it. */
export function withAll(options: readonly Option[], current: string, all: string): Option[] {
  const isKnown = current === "" || options.some(({ value }) => value === current);
  return [
    { value: "", label: all },
    ...options,
    ...(isKnown ? [] : [{ value: current, label: current }]),
  ];
}
