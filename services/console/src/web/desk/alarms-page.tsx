import { Anchor, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellOff } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { DeskTabs } from "./desk-tabs.js";
import { DueDate } from "./due-date.js";
import { alarmsQuery, type LineAlarm } from "./queries.js";
import { SenderName } from "./sender-name.js";
import { usePackNames } from "../pack/use-pack-names.js";

/** What is late or soon will be: cases, customer lists, terms of lines. */
export function AlarmsPage() {
  const t = useTranslations("deskLine");
  const shell = useTranslations("shell");
  const query = useQuery(alarmsQuery);
  return (
    <Page title={shell("navDesk")}>
      <DeskTabs />
      <QueryView query={query}>
        {({ overdue, refreshDue, renewals }) =>
          overdue.length + refreshDue.length + renewals.length === 0 ? (
            <Empty icon={BellOff} title={t("noAlarm")} />
          ) : (
            <Stack>
              <Alarms title={t("overdueCases")} count={overdue.length}>
                {overdue.map((each) => (
                  <Group key={each.caseId} justify="space-between">
                    <div>
                      <Anchor
                        fw={600}
                        renderRoot={(props) => (
                          <Link
                            to="/desk/cases/$caseId"
                            params={{ caseId: each.caseId }}
                            {...props}
                          />
                        )}
                      >
                        <bdi>{each.tenantName || each.tenantId}</bdi>
                      </Anchor>
                      <SenderName
                        sender={each.sender}
                        family={each.family}
                        operator={each.operator}
                      />
                    </div>
                    <DueDate dueOn={each.dueOn} overdue />
                  </Group>
                ))}
              </Alarms>
              <LineAlarms title={t("refreshDue")} alarms={refreshDue} />
              <LineAlarms title={t("renewals")} alarms={renewals} />
            </Stack>
          )
        }
      </QueryView>
    </Page>
  );
}

function LineAlarms({
  title,
  alarms,
}: {
  readonly title: string;
  readonly alarms: readonly LineAlarm[];
}) {
  const format = useFormat();
  return (
    <Alarms title={title} count={alarms.length}>
      {alarms.map(({ lineId, number, family, dueOn, overdue }) => (
        <Group key={lineId} justify="space-between">
          <div>
            <Anchor
              fw={600}
              renderRoot={(props) => (
                <Link to="/desk/lines/$lineId" params={{ lineId }} {...props} />
              )}
            >
              <bdi className="ltr">{format.digits(number)}</bdi>
            </Anchor>
            <Family family={family} />
          </div>
          <DueDate dueOn={dueOn} overdue={overdue} />
        </Group>
      ))}
    </Alarms>
  );
}

function Family({ family }: { readonly family: string }) {
  const names = usePackNames();
  return (
    <Text size="xs" c="dimmed">
      {names.family(family)}
    </Text>
  );
}

function Alarms({
  title,
  count,
  children,
}: {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}) {
  const format = useFormat();
  if (count === 0) return null;
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="sm">
        {title} ({format.number(count)})
      </Title>
      <Stack gap="sm">{children}</Stack>
    </Card>
  );
}
