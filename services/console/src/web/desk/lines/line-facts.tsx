import { Card, SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../../language/use-format.js";
import { StateBadge } from "../../parts/state-badge.js";
import { RefreshedList } from "../../parts/refreshed-list.js";
import { DueDate } from "../due-date.js";
import type { Line } from "../queries.js";
import { usePackNames } from "../../pack/use-pack-names.js";

/** How a line stands. */
export function LineFacts({ line }: { readonly line: Line }) {
  const t = useTranslations("deskLine");
  const common = useTranslations("common");
  const numbers = useTranslations("numbers");
  const format = useFormat();
  const names = usePackNames();
  const inbound = line.inbound === "yes" || line.inbound === "no" ? line.inbound : "unknown";
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Card>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="lg">
        <Fact label={t("status")}>
          <StateBadge state={line.status} />
        </Fact>
        <Fact label={t("type")}>
          <StateBadge state={line.type} />
        </Fact>
        <Fact label={t("family")}>{names.family(line.family)}</Fact>
        {line.purposes.length > 0 && (
          <Fact label={numbers("purposes")}>
            {line.purposes
              .map((purpose) => names.factValue("purposes", purpose))
              .join(numbers("comma"))}
          </Fact>
        )}
        {line.activeSince !== undefined && (
          <Fact label={t("activeSince")}>{format.date(line.activeSince)}</Fact>
        )}
        <Fact label={t("renewsOn")}>
          <DueDate dueOn={line.renewsOn} overdue={(line.renewsOn ?? today) < today} />
        </Fact>
        <Fact label={t("price")}>{line.price === undefined ? "—" : format.money(line.price)}</Fact>
        {line.listRefresh !== undefined && (
          <Fact label={t("customerList")}>
            <StateBadge state={line.listRefresh.state} />
            {line.listRefresh.calledAt !== undefined && (
              <Text size="xs" c="dimmed">
                {t("calledAt", { time: format.date(line.listRefresh.calledAt) })}
              </Text>
            )}
            {line.listRefresh.dueOn !== undefined && (
              <DueDate
                dueOn={line.listRefresh.dueOn}
                overdue={line.listRefresh.state === "overdue"}
              />
            )}
            <RefreshedList refresh={line.listRefresh} linked={false} />
          </Fact>
        )}
        <Fact label={t("whiteListed")}>{line.whiteListed ? common("yes") : common("no")}</Fact>
        <Fact label={t("inbound")}>{t(`inbound_${inbound}`)}</Fact>
        {line.volume !== undefined && (
          <Fact label={t("volume", { days: format.number(line.volume.days) })}>
            {format.number(line.volume.messages)}
          </Fact>
        )}
        <Fact label={t("complaints")}>{format.number(line.complaints)}</Fact>
      </SimpleGrid>
    </Card>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <div>{children}</div>
    </div>
  );
}
