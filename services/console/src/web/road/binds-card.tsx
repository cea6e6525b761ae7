import { Badge, Progress, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { bindsQuery, type Bind } from "./queries.js";
import { RoadCard, RoadTable } from "./road-card.js";

/** The links to the operators, and how full the window of each is. */
export function BindsCard() {
  const t = useTranslations("road");
  const binds = useQuery(bindsQuery);
  const heads = [
    t("bind"),
    t("operator"),
    t("state"),
    t("window"),
    t("rate"),
    t("submitted"),
    t("throttled"),
  ];
  return (
    <RoadCard title={t("binds")}>
      <QueryView query={binds}>
        {(all) => (
          <RoadTable heads={heads}>
            {all.map((bind) => (
              <BindRow key={bind.bindId} bind={bind} />
            ))}
          </RoadTable>
        )}
      </QueryView>
    </RoadCard>
  );
}

function BindRow({ bind }: { readonly bind: Bind }) {
  const t = useTranslations("road");
  const format = useFormat();
  const { bindId, operator, up, since, window, inFlight, submitted, throttled } = bind;
  const { holder, lastError, rate, currentRate } = bind;
  const full = window === 0 ? 0 : (inFlight / window) * 100;
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        <bdi className="ltr">{bindId}</bdi>
        {holder !== undefined && (
          <Text size="xs" c="dimmed" className="ltr" ta="start">
            {holder}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("operator")}>{operator}</Table.Td>
      <Table.Td data-label={t("state")}>
        <Badge color={up ? "teal.9" : "red.9"} variant="filled">
          {up ? t("up") : t("down")}
        </Badge>
        {since !== undefined && (
          <Text size="xs" c="dimmed">
            {format.dateTime(since)}
          </Text>
        )}
        {lastError !== undefined && (
          <Text size="xs" c="dimmed" className="ltr" ta="start">
            {lastError}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("window")} className="num">
        {`${format.number(inFlight)} / ${format.number(window)}`}
        <Progress
          value={full}
          size="sm"
          color={full > 90 ? "orange" : "harbour"}
          aria-label={`${t("window")} ${bindId}`}
        />
      </Table.Td>
      <Table.Td data-label={t("rate")} className="num">
        {rate === 0 ? "—" : format.number(rate)}
        {currentRate > 0 && currentRate !== rate && (
          <Text size="xs" c="dimmed">{`${t("now")}: ${format.number(currentRate)}`}</Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("submitted")} className="num">
        {format.number(submitted)}
      </Table.Td>
      <Table.Td data-label={t("throttled")} className="num">
        {format.number(throttled)}
      </Table.Td>
    </Table.Tr>
  );
}
