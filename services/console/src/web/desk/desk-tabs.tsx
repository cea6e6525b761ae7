import { Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import classes from "../parts/link-tabs.module.css";

/** The desk's places, as addresses. */
export function DeskTabs() {
  const t = useTranslations("desk");
  const question = useTranslations("question");
  const licence = useTranslations("licence");
  const shell = useTranslations("shell");
  const tabs = [
    { to: "/desk", label: t("queue"), exact: true },
    { to: "/desk/alarms", label: t("alarms"), exact: false },
    { to: "/desk/lines", label: t("lines"), exact: false },
    { to: "/desk/consultations", label: question("title"), exact: false },
    { to: "/desk/licences", label: licence("tab"), exact: false },
    { to: "/desk/calendar", label: t("calendar"), exact: false },
  ] as const;
  return (
    <Group component="nav" gap={0} className={classes["tabs"] ?? ""} aria-label={shell("navDesk")}>
      {tabs.map(({ to, label, exact }) => (
        <Link
          key={to}
          to={to}
          className={classes["tab"] ?? ""}
          activeOptions={{ exact, includeSearch: false }}
          activeProps={{ "aria-current": "page" }}
        >
          {label}
        </Link>
      ))}
    </Group>
  );
}
