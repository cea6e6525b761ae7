import { useMemo } from "react";

import { formatsOf, type Formats } from "./formats.js";
import { useLanguage } from "./language-provider.js";

/** How numbers, money, dates and identifiers are written in the reader's language. */
export function useFormat(): Formats {
  const { language } = useLanguage();
  return useMemo(() => formatsOf(language), [language]);
}
