import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { OTHERS } from "./price-cells.js";
import { tariffTexts } from "./texts.js";

/** The text of a printed list: its id, where dots would be levels of texts. */
export function listKey(tariffId: string): string {
  return `list_${tariffId.replaceAll(/[^A-Za-z0-9]/g, "_")}`;
}

/** What price lists and their words are called in the reader's language. */
export function useListNames() {
  const t = useTranslations("tariff");
  return {
    /** A list: in our words where a pack prints it, else as its provider wrote. */
    list: (tariffId: string, description: string): string => {
      const key = listKey(tariffId);
      return hasText(tariffTexts, key) ? t(key) : description;
    },
    script: (word: string): string => {
      const key = `script_${word}`;
      if (word === OTHERS) return t("otherScripts");
      return hasText(tariffTexts, key) ? t(key) : word;
    },
    fee: (word: string): string => {
      const key = `fee_${word}`;
      return hasText(tariffTexts, key) ? t(key) : word;
    },
    mode: (word: string): string => {
      const key = `mode_${word}`;
      return hasText(tariffTexts, key) ? t(key) : word;
    },
    market: (code: string): string => {
      const key = `market_${code}`;
      return hasText(tariffTexts, key) ? t(key) : code;
    },
  };
}
