import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useCallback } from "react";

import { meQuery } from "../api/me.js";
import { useLanguage } from "../language/language-provider.js";
import { readsMarket } from "../language/languages.js";
import { useFormat } from "../language/use-format.js";
import { familiesQuery } from "./queries.js";

/** Names what a pack names twice: in the market's own words for who reads them, in English otherwise. */
export function useMarketName(): (thing: {
  readonly original: string;
  readonly english: string;
}) => string {
  const { language } = useLanguage();
  const { data: me } = useSuspenseQuery(meQuery);
  const own = readsMarket(language, me.market ?? "");
  const { digits } = useFormat();
  return useCallback(
    ({ original, english }) =>
      own && original !== "" ? digits(original) : english === "" ? original : english,
    [own, digits],
  );
}

/** The name of a family by its code; the code itself until the families are known. */
export function useFamilyName(): (family: string) => string {
  const nameOf = useMarketName();
  const { data: families } = useQuery(familiesQuery);
  return useCallback(
    (code) => {
      const known = families?.find(({ family }) => family === code);
      return known === undefined ? code : nameOf(known);
    },
    [families, nameOf],
  );
}
