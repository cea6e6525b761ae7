import { Anchor, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import type { components } from "../api/gen/schema.js";
import { useFormat } from "../language/use-format.js";

/** The customer list that last came for a line, and when; its holder is led to it. */
export function RefreshedList({
  refresh: { refreshedAt, listId, listVersion = 0 },
  linked = true,
}: {
  readonly refresh: NonNullable<components["schemas"]["Line"]["listRefresh"]>;
  /** Staff see no lists of their customers. */
  readonly linked?: boolean;
}) {
  const t = useTranslations("common");
  const format = useFormat();
  if (refreshedAt === undefined) return null;
  const words = t("listCame", {
    date: format.date(refreshedAt),
    version: format.number(listVersion),
  });
  return (
    <Text size="xs" c="dimmed">
      {linked && listId !== undefined ? (
        <Anchor
          inherit
          renderRoot={(props) => <Link to="/lists/$listId" params={{ listId }} {...props} />}
        >
          {words}
        </Anchor>
      ) : (
        words
      )}
    </Text>
  );
}
