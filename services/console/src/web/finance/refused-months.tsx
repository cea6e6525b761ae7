import { List, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { useCustomerNames } from "./use-customer-names.js";

/** Customers for whom no invoice could be issued: which month it was, and why; nothing where there are none. */
export function RefusedMonths({
  refused,
}: {
  readonly refused: readonly {
    readonly tenantId: string;
    readonly month: string;
    readonly code: string;
  }[];
}) {
  const t = useTranslations("finance");
  const format = useFormat();
  const words = useProblemWords();
  const nameOf = useCustomerNames(refused.map(({ tenantId }) => tenantId));
  if (refused.length === 0) return null;
  return (
    <>
      <Text size="sm" mt="xs">
        {t("notIssued")}
      </Text>
      <List size="sm">
        {refused.map(({ tenantId, month, code }) => (
          <List.Item key={tenantId}>
            <bdi>{nameOf(tenantId)}</bdi>
            {" · "}
            {format.month(month)}: {words.ofCode(code)}
          </List.Item>
        ))}
      </List>
    </>
  );
}
