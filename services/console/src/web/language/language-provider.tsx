import { DirectionProvider, useDirection } from "@mantine/core";
import { createContext, use, useLayoutEffect, useMemo, useState, type ReactNode } from "react";
import { IntlProvider } from "use-intl";

import { chooseLanguage, languageTraits, type Language } from "./languages.js";
import { messagesOf } from "./messages.js";

type LanguageChoice = {
  readonly language: Language;
  readonly choose: (language: Language) => void;
};

const REMEMBERED = "whiteline.language";
const LanguageContext = createContext<LanguageChoice | null>(null);

/** Gives everything below it the reader's language and direction, and tells the document itself. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const choice = useMemo<LanguageChoice>(
    () => ({
      language,
      choose: (next) => {
        localStorage.setItem(REMEMBERED, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return (
    <LanguageContext value={choice}>
      <DirectionProvider
        initialDirection={languageTraits[language].direction}
        detectDirection={false}
      >
        <DocumentLanguage language={language} />
        <IntlProvider
          locale={language}
          messages={messagesOf(language)}
          timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
        >
          {children}
        </IntlProvider>
      </DirectionProvider>
    </LanguageContext>
  );
}

/** The reader's language, and how to choose another. */
export function useLanguage(): LanguageChoice {
  const choice = use(LanguageContext);
  if (choice === null) throw new Error("useLanguage needs a LanguageProvider above it.");
  return choice;
}

function DocumentLanguage({ language }: { readonly language: Language }) {
  const { setDirection } = useDirection();
  const { direction, locale } = languageTraits[language];
  useLayoutEffect(() => {
    document.documentElement.lang = locale;
    setDirection(direction);
  }, [direction, locale, setDirection]);
  return null;
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  return chooseLanguage([asked, localStorage.getItem(REMEMBERED), ...navigator.languages]);
}
