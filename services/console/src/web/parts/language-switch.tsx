import { Menu, Button } from "@mantine/core";
import { Languages } from "lucide-react";
import { useTranslations } from "use-intl";

import { useLanguage } from "../language/language-provider.js";
import { LANGUAGES, languageTraits } from "../language/languages.js";

/** Chooses the language; each is named in itself. */
export function LanguageSwitch() {
  const t = useTranslations("shell");
  const { language, choose } = useLanguage();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          c="gray.8"
          size="sm"
          leftSection={<Languages size={18} aria-hidden />}
          aria-label={`${t("language")}: ${languageTraits[language].name}`}
        >
          {languageTraits[language].name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((offered) => (
          <Menu.Item
            key={offered}
            lang={languageTraits[offered].locale}
            {...(offered === language && { "aria-current": true })}
            onClick={() => choose(offered)}
          >
            {languageTraits[offered].name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
