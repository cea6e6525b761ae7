import { Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useCitation } from "./use-citation.js";

/** Where a rule or a demand stands, small and beside it; its title is the citation as the pack has it. */
export function SourceNote({
  source,
  basis,
}: {
  readonly source?: string | undefined;
  readonly basis?: string;
}) {
  const t = useTranslations("common");
  const cite = useCitation();
  if (source === undefined || source === "" || cite(source) === "") return null;
  return (
    <Text size="xs" c="dimmed" component="span" title={source}>
      {t("source", { source: cite(source) })}
      {basis === "interpretation" && ` · ${t("interpretation")}`}
    </Text>
  );
}
