import { Alert, Badge, Button, Card, Collapse, Group, SimpleGrid, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { RateLine } from "../complaints/rate-line.js";
import { useFormat } from "../language/use-format.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { HistoryList } from "../parts/history-list.js";
import { QueryView } from "../parts/query-view.js";
import { RefreshedList } from "../parts/refreshed-list.js";
import { StateBadge } from "../parts/state-badge.js";
import { ConversionDialog } from "./conversion-dialog.js";
import { LineOperators } from "./line-operators.js";
import { PurposesDialog } from "./purposes-dialog.js";
import { lineQuery, type Line } from "./queries.js";

/** One sender: how it stands, until when, what it costs and carried, and all that happened to it. */
export function LineCard({ line }: { readonly line: Line }) {
  const t = useTranslations("numbers");
  const complaint = useTranslations("complaint");
  const format = useFormat();
  const names = usePackNames();
  const [opened, { toggle }] = useDisclosure();
  const { data: me } = useSuspenseQuery(meQuery);
  const [asksToConvert, converting] = useDisclosure();
  const name = format.digits(line.number);
  const mayConvert =
    me.permissions.includes("lines:write") &&
    line.market === "IR" &&
    line.type !== "any" &&
    line.status === "active";
  // Names are declared for what they are used for [VN-BLK-19].
  const isName = line.senderKind === "brandname";
  const [asksForPurposes, purposes] = useDisclosure();
  const mayDeclare = isName && line.status !== "removed" && me.permissions.includes("lines:write");
  const declare = line.purposes.length === 0 ? "declareFirst" : "declareMore";
  const inbound = line.inbound === "yes" || line.inbound === "no" ? line.inbound : "unknown";
  return (
    <Card component="article" aria-label={name}>
      <Group justify="space-between" align="flex-start" mb="md">
        <div>
          <Text fw={700} size="lg">
            <bdi className="ltr">{name}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            {names.family(line.family)}
            {line.activeSince !== undefined &&
              ` · ${t("activeSince", { date: format.date(line.activeSince) })}`}
          </Text>
        </div>
        <Group gap={6}>
          {line.type !== "any" && <StateBadge state={line.type} />}
          {line.whiteListed && <Badge color="gray">{t("whiteListed")}</Badge>}
          <StateBadge state={line.status} />
        </Group>
      </Group>
      {line.heldBack !== undefined && (
        <Alert color="orange" mb="md">
          {t("heldBack")}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="md" verticalSpacing="sm">
        <Fact label={t("renewal")}>
          {line.renewsOn === undefined ? t("notKnown") : format.date(line.renewsOn)}
          {line.renewsOn !== undefined && <DaysLeft day={line.renewsOn} />}
        </Fact>
        <Fact label={t("price")}>
          {line.price === undefined ? t("notKnown") : format.money(line.price)}
        </Fact>
        <Fact label={t("customerList")}>
          <ListState line={line} />
        </Fact>
        <Fact label={t("inbound")}>{t(`inbound_${inbound}`)}</Fact>
        <Fact label={t("volume")}>
          {line.volume === undefined
            ? t("notKnown")
            : t("messagesInDays", { messages: line.volume.messages, days: line.volume.days })}
        </Fact>
        <Fact label={t("complaints")}>{format.number(line.complaints)}</Fact>
        {isName && (
          <Fact label={t("purposes")}>
            {line.purposes.length === 0
              ? t("purposesUnknown")
              : line.purposes
                  .map((purpose) => names.factValue("purposes", purpose))
                  .join(t("comma"))}
          </Fact>
        )}
      </SimpleGrid>
      <LineOperators line={line} />
      <Group mt="sm">
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={opened}
          aria-label={`${t("whatHappened")}: ${name}`}
          rightSection={
            <ChevronDown
              size={16}
              aria-hidden
              style={{ transform: opened ? "rotate(180deg)" : "none" }}
            />
          }
          onClick={toggle}
        >
          {t("whatHappened")}
        </Button>
        {mayDeclare && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t(declare)}: ${name}`}
            onClick={purposes.open}
          >
            {t(declare)}
          </Button>
        )}
        {mayConvert && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={`${t("changeType")}: ${name}`}
            onClick={converting.open}
          >
            {t("changeType")}
          </Button>
        )}
      </Group>
      {asksForPurposes && <PurposesDialog line={line} onClose={purposes.close} />}
      {asksToConvert && <ConversionDialog line={line} onClose={converting.close} />}
      <Collapse expanded={opened}>
        {opened && me.permissions.includes("complaints:read") && (
          <Fact label={complaint("rate")}>
            <RateLine lineId={line.lineId} />
          </Fact>
        )}
        {opened && <History id={line.lineId} />}
      </Collapse>
    </Card>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div" className="num">
        {children}
      </Text>
    </div>
  );
}

/** A renewal is told of 30 days ahead [issue 4 · life after activation]. */
const SOON_DAYS = 30;

function DaysLeft({ day }: { readonly day: string }) {
  const t = useTranslations("numbers");
  const left = Math.ceil((Date.parse(`${day}T23:59:59`) - Date.now()) / 86_400_000) - 1;
  const tone = left < 0 ? "red.9" : left <= SOON_DAYS ? "#8a3b00" : "dimmed";
  return (
    <Text size="xs" c={tone}>
      {left === 0
        ? t("today")
        : left < 0
          ? t("daysOver", { count: -left })
          : t("daysLeft", { count: left })}
    </Text>
  );
}

function ListState({ line: { listRefresh } }: { readonly line: Line }) {
  const t = useTranslations("numbers");
  const format = useFormat();
  if (listRefresh === undefined) return t("listFree");
  return (
    <>
      <StateBadge state={listRefresh.state} />
      {listRefresh.dueOn !== undefined && (
        <Text size="xs" c="dimmed">
          {t("listDue", { date: format.date(listRefresh.dueOn) })}
        </Text>
      )}
      <RefreshedList refresh={listRefresh} />
    </>
  );
}

function History({ id }: { readonly id: string }) {
  const line = useQuery(lineQuery(id));
  return (
    <QueryView query={line} rows={3} rowHeight={40}>
      {({ history }) => (
        <div style={{ paddingBlockStart: "var(--mantine-spacing-sm)" }}>
          <HistoryList steps={history} />
        </div>
      )}
    </QueryView>
  );
}
