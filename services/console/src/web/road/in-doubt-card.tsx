import { Alert, SegmentedControl, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { MoreButton } from "../parts/more-button.js";
import { QueryView } from "../parts/query-view.js";
import { DoubtRow } from "./doubt-row.js";
import { inDoubtQuery } from "./queries.js";
import { RoadCard, RoadTable } from "./road-card.js";

/** Submits that were never answered: whose, why, what was done, and what waits for a decision. */
export function InDoubtCard() {
  const t = useTranslations("road");
  const [isHeld, setHeld] = useState(false);
  const query = useInfiniteQuery(inDoubtQuery(isHeld));
  const cases = query.data?.pages.flatMap(({ inDoubt }) => inDoubt) ?? [];
  const held = query.data?.pages[0]?.held ?? 0;
  const heads = [
    t("account"),
    t("customer"),
    t("parts"),
    t("cause"),
    t("policy"),
    t("state"),
    t("since"),
  ];
  return (
    <RoadCard title={t("inDoubt")}>
      {held > 0 && <Alert color="orange">{t("held", { count: held })}</Alert>}
      <SegmentedControl
        aria-label={t("inDoubt")}
        data={[
          { value: "all", label: t("allDoubts") },
          { value: "held", label: t("doubt_held") },
        ]}
        value={isHeld ? "held" : "all"}
        onChange={(word) => setHeld(word === "held")}
      />
      <QueryView query={query}>
        {() =>
          cases.length === 0 ? (
            <Text c="dimmed">{t("noDoubt")}</Text>
          ) : (
            <Stack gap="sm">
              <RoadTable heads={heads}>
                {cases.map((each) => (
                  <DoubtRow key={each.inDoubtId} doubt={each} />
                ))}
              </RoadTable>
              <MoreButton query={query} label={t("more")} />
            </Stack>
          )
        }
      </QueryView>
    </RoadCard>
  );
}
