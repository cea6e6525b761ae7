import { Stack } from "@mantine/core";
import { useTranslations } from "use-intl";

import { Page } from "../parts/page.js";
import { BindsCard } from "./binds-card.js";
import { InDoubtCard } from "./in-doubt-card.js";
import { LettersCard } from "./letters-card.js";
import { OrphansCard } from "./orphans-card.js";
import { QueuesCard } from "./queues-card.js";
import { RoutesCard } from "./routes-card.js";

/** What operations watch: links, queues, and what was left behind. */
export function RoadPage() {
  const t = useTranslations("road");
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Stack gap="lg">
        <RoutesCard />
        <BindsCard />
        <QueuesCard />
        <InDoubtCard />
        <OrphansCard />
        <LettersCard />
      </Stack>
    </Page>
  );
}
