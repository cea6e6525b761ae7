import { useCallback } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { citationTexts } from "./citation-texts.js";
import { readSource, type Citation, type Section } from "./citation.js";

/** A source of the packs in the reader's words: whose page, under which headline. */
export function useCitation(): (source: string) => string {
  const t = useTranslations("citation");
  const common = useTranslations("common");
  const format = useFormat();
  return useCallback(
    (source) => {
      const sectionName = ({ name, item }: Section): string => {
        const section = hasText(citationTexts, name) ? t(name, NO_VALUES) : name;
        if (item === undefined) return section;
        return t("withItem", { section, item: format.digits(item) });
      };
      const nameOf = (citation: Citation): string => {
        if (citation.kind === "ours") return t("ours");
        if (citation.kind === "named")
          return citation.name.startsWith("Decree 91/2020") ? t("decree91") : citation.name;
        const key = `page_${citation.page}`;
        const page = hasText(citationTexts, key) ? t(key, NO_VALUES) : citation.page;
        if (citation.sections.length === 0) return page;
        const sections = citation.sections.map(sectionName).join(common("comma"));
        return t("withSections", { page, sections });
      };
      return readSource(source).map(nameOf).join(common("semicolon"));
    },
    [t, common, format],
  );
}

/** Names of pages and headlines take no values; the compiler cannot know which key it is. */
const NO_VALUES = { page: "", sections: "", section: "", item: "" };
