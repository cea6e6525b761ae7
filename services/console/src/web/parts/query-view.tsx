import { Button, Group, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { ProblemAlert } from "./problem-alert.js";

/**
 * What a question's answer looks like, with its loading and failing states. The skeleton has the height of the
 * content, so that nothing jumps when the answer comes.
 */
export function QueryView<Data>({
  query,
  rows = 4,
  rowHeight = 52,
  children,
}: {
  readonly query: UseQueryResult<Data>;
  readonly rows?: number;
  readonly rowHeight?: number;
  readonly children: (data: Data) => ReactNode;
}) {
  const t = useTranslations("common");
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError) {
    return (
      <Stack>
        <ProblemAlert error={query.error} />
        <Group>
          <Button variant="default" onClick={() => void query.refetch()}>
            {t("retry")}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="sm" aria-busy="true">
      <VisuallyHidden role="status">{t("loading")}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={rowHeight} radius="md" />
      ))}
    </Stack>
  );
}
