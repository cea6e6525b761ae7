import { useTranslations } from "use-intl";

import { hasText } from "../../language/define-texts.js";
import { useFormat } from "../../language/use-format.js";
import { factTexts } from "../../pack/fact-texts.js";
import { usePackNames } from "../../pack/use-pack-names.js";
import { caseFieldTexts } from "../case-field-texts.js";
import { documentTexts } from "../../pack/document-texts.js";
import type { CaseItem } from "./case-items.js";

/** Papers, fields and their values in the reader's words. */
export function useItemNames() {
  const documents = useTranslations("document");
  const fields = useTranslations("caseField");
  const common = useTranslations("common");
  const facts = useTranslations("fact");
  const desk = useTranslations("desk");
  const format = useFormat();
  const packNames = usePackNames();
  const documentName = (code: string, original = "") =>
    hasText(documentTexts, code) ? documents(code) : original || code;
  return {
    documentName,
    nameOf: ({ kind, subject, document }: Pick<CaseItem, "kind" | "subject" | "document">) =>
      kind === "document"
        ? documentName(subject, document?.originalName)
        : hasText(caseFieldTexts, subject)
          ? fields(subject)
          : subject,
    valueOf: ({ subject, value }: Pick<CaseItem, "subject" | "value">) => {
      if (value === "") return desk("empty");
      if (value === "true" || value === "false") return common(value === "true" ? "yes" : "no");
      if (hasText(factTexts, value)) return facts(value);
      if (subject === "purposes")
        return value
          .split(" ")
          .map((word) => packNames.fact(word))
          .join(common("comma"));
      if (subject === "note_beneficiary") return packNames.party(value);
      if (subject === "note_amount") return format.number(Number(value));
      return format.digits(value);
    },
  };
}
