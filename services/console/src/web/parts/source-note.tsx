import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

/** Where a rule or a demand stands, small and beside it. */
export function SourceNote({
  source,
  basis,
}: {
  readonly source?: string | undefined;
  readonly basis?: string;
}) {
  const t = useTranslations("common");
  if (source === undefined || source === "") return null;
  return (
    <Text size="xs" c="dimmed" component="span">
      {t("source", { source: `\u2068${source}\u2069` })}
      {basis === "interpretation" && ` · ${t("interpretation")}`}
    </Text>
  );
}
