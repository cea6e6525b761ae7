import { useSuspenseQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { hasText } from "../language/define-texts.js";
import { useLanguage } from "../language/language-provider.js";
import { languageTraits, readsMarket } from "../language/languages.js";
import { useFormat } from "../language/use-format.js";
import { actorTexts } from "./actor-texts.js";
import { documentTexts } from "./document-texts.js";
import { factTexts } from "./fact-texts.js";
import { familyTexts } from "./family-texts.js";
import { partyTexts } from "./party-texts.js";

/** What a pack calls a thing in the market's own language and in English. */
type Printed = { readonly originalName?: string; readonly english?: string };

/** What the packs name by code, in the words of who is logged in. */
export function usePackNames() {
  const { data: me } = useSuspenseQuery(meQuery);
  return useNamesOf(me.market ?? "");
}

/**
 * What a market's pack names by code, in the reader's words: papers as their source prints them for who reads the
 * market's language, our own texts otherwise, and at last what the API sent.
 */
export function useNamesOf(market: string) {
  const documents = useTranslations("document");
  const families = useTranslations("family");
  const facts = useTranslations("fact");
  const actors = useTranslations("actor");
  const parties = useTranslations("party");
  const pack = useTranslations("pack");
  const { language } = useLanguage();
  const { digits } = useFormat();
  const own = readsMarket(language, market);
  return useMemo(() => {
    const fact = (word: string, otherwise = word): string =>
      hasText(factTexts, word) ? facts(word) : otherwise;
    /** A value that means something else under another fact has a text of its own. */
    const factValue = (name: string, value: string): string => {
      const special = `${name}_${value}`;
      return hasText(factTexts, special) ? facts(special) : fact(value);
    };
    return {
      family: (code: string, printed: Printed = {}): string =>
        hasText(familyTexts, code) ? families(code) : printedName(printed) || code,
      document: (code: string, printed: Printed = {}): string => {
        if (own && (printed.originalName ?? "") !== "") {
          return asTitle(digits(printed.originalName ?? ""), languageTraits[language].locale);
        }
        return hasText(documentTexts, code) ? documents(code) : printedName(printed) || code;
      },
      /** Who takes a step: "provider/operator". */
      actor: (words: string): string => {
        const key = words.replace(/[^a-z]+/g, "_").replace(/_$/, "");
        return hasText(actorTexts, key) ? actors(key) : words;
      },
      /** A provider, or who a note is made out to. */
      party: (code: string, otherwise = code): string =>
        hasText(partyTexts, code) ? parties(code) : otherwise,
      fact,
      factValue,
      /** "sector is qarz_al_hasaneh or listed_company": when a paper is asked for. */
      condition: (when: string): string => {
        const [name = "", values] = when.split(" is ");
        if (values === undefined) return when;
        const answer = values
          .split(" or ")
          .map((value) => factValue(name, value))
          .join(pack("or"));
        return pack("condition", { question: fact(name), answer });
      },
    };
  }, [documents, families, facts, actors, parties, pack, digits, own, language]);
}

/** Sources write the names of papers in running text. */
function asTitle(words: string, locale: string): string {
  const [first = ""] = words;
  return first.toLocaleUpperCase(locale) + words.slice(first.length);
}

function printedName({ originalName = "", english = "" }: Printed): string {
  return english === "" ? originalName : english;
}
