import { Alert, Badge, Card, Group, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Timer } from "lucide-react";
import { useTranslations } from "use-intl";

import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { stopwatchQuery, type Stopwatch } from "./queries.js";
import { useTook } from "./use-took.js";

/** How long it takes from a subscriber's word until no queue writes to the number any more. */
export function StopwatchCard() {
  const t = useTranslations("refusal");
  const stopwatch = useQuery(stopwatchQuery);
  return (
    <Card component="section">
      <Stack>
        <Group gap="xs" justify="space-between">
          <Group gap="xs">
            <Timer size={20} aria-hidden />
            <Title order={2} size="h4">
              {t("stopwatch")}
            </Title>
          </Group>
          <Text size="sm" c="dimmed">
            {t("last30")}
          </Text>
        </Group>
        <QueryView query={stopwatch} rows={1} rowHeight={80}>
          {(told) => <Times stopwatch={told} />}
        </QueryView>
      </Stack>
    </Card>
  );
}

function Times({ stopwatch }: { readonly stopwatch: Stopwatch }) {
  const t = useTranslations("refusal");
  const format = useFormat();
  const took = useTook();
  const { refusals, enforced, overdue, medianMs, p99Ms, slowestMs, limitSeconds } = stopwatch;
  return (
    <>
      {overdue > 0 && <Alert color="red">{t("overdue", { count: overdue })}</Alert>}
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        <Figure
          label={t("enforcedOf")}
          value={`${format.number(enforced)} / ${format.number(refusals)}`}
        />
        <Figure label={t("median")} value={enforced === 0 ? "—" : took(medianMs)} />
        <Figure label={t("p99")} value={enforced === 0 ? "—" : took(p99Ms)} />
        <Figure label={t("slowest")} value={enforced === 0 ? "—" : took(slowestMs)} />
      </SimpleGrid>
      <Group gap="xs">
        <Text size="sm" c="dimmed">
          {t("limit", { limit: took(limitSeconds * 1_000) })}
        </Text>
        {overdue === 0 && refusals > 0 && <Badge color="green">{t("allInTime")}</Badge>}
      </Group>
    </>
  );
}
