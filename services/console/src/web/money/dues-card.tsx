import { Card, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { QueryView } from "../parts/query-view.js";
import { DueLine, owedFirst } from "./due-line.js";
import { duesQuery } from "./queries.js";

/** Fees and fines, what is owed on top. */
export function DuesCard() {
  const t = useTranslations("money");
  const { digits } = useFormat();
  const dues = useQuery(duesQuery());
  const lines = useQuery(linesQuery);
  const numberOf = (id: string | undefined) => {
    const number = lines.data?.find(({ lineId }) => lineId === id)?.number;
    return number === undefined ? undefined : digits(number);
  };
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="xs">
        {t("dues")}
      </Title>
      <QueryView query={dues} rows={1}>
        {({ dues: all }) =>
          all.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t("noDues")}
            </Text>
          ) : (
            <Stack gap="sm">
              {owedFirst(all).map((due) => (
                <DueLine key={due.dueId} due={due} sender={numberOf(due.lineId)} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Card>
  );
}
