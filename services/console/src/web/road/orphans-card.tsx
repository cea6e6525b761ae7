import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { orphansQuery } from "./queries.js";
import { RoadCard } from "./road-card.js";

/** Receipts whose message nobody knows. */
export function OrphansCard() {
  const t = useTranslations("road");
  const format = useFormat();
  const orphans = useQuery(orphansQuery);
  return (
    <RoadCard title={t("orphans")}>
      <QueryView query={orphans}>
        {({ waiting, givenUp, sample, oldestAt }) =>
          waiting + givenUp === 0 ? (
            <Text c="dimmed">{t("noOrphans")}</Text>
          ) : (
            <Stack gap="sm">
              <Group gap="xl">
                <Figure label={t("orphansWaiting")} value={format.number(waiting)} />
                <Figure label={t("givenUp")} value={format.number(givenUp)} />
                <Figure
                  label={t("oldest")}
                  value={oldestAt === undefined ? "—" : format.dateTime(oldestAt)}
                />
              </Group>
              <Text size="sm" className="ltr" ta="start">
                {sample.join(", ")}
              </Text>
            </Stack>
          )
        }
      </QueryView>
    </RoadCard>
  );
}
