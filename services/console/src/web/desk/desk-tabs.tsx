import { useTranslations } from "use-intl";

import { LinkTabs } from "../parts/link-tabs.js";

/** The desk's places, as addresses. */
export function DeskTabs() {
  const t = useTranslations("desk");
  const question = useTranslations("question");
  const licence = useTranslations("licence");
  const shell = useTranslations("shell");
  return (
    <LinkTabs
      label={shell("navDesk")}
      tabs={[
        { to: "/desk", label: t("queue"), exact: true },
        { to: "/desk/alarms", label: t("alarms") },
        { to: "/desk/lines", label: t("lines") },
        { to: "/desk/consultations", label: question("title") },
        { to: "/desk/licences", label: licence("tab") },
        { to: "/desk/calendar", label: t("calendar") },
      ]}
    />
  );
}
