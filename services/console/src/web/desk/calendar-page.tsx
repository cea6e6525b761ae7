import {
  ActionIcon,
  Badge,
  Button,
  Card,
  Group,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { useLanguage } from "../language/language-provider.js";
import { languageTraits } from "../language/languages.js";
import { useFormat } from "../language/use-format.js";
import { DateField } from "../parts/date-field.js";
import { Page } from "../parts/page.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { DeskTabs } from "./desk-tabs.js";
import { calendarQuery, type CalendarDay } from "./queries.js";
import css from "../parts/stacked-table.module.css";

type NewDay = {
  readonly date: string;
  readonly kind: CalendarDay["kind"];
  readonly name: string;
  readonly operator: string;
};
const blank: NewDay = { date: "", kind: "holiday", name: "", operator: "" };
const kinds = ["holiday", "working", "paused"] as const;

/** The working calendar by which terms are counted, and what the desk changed in it. */
export function CalendarPage() {
  const t = useTranslations("deskLine");
  const shell = useTranslations("shell");
  const [year, setYear] = useState(() => new Date().getFullYear());
  const query = useQuery(calendarQuery(year));
  const { data: me } = useSuspenseQuery(meQuery);
  const mayAct = me.roles.includes("operations");
  return (
    <Page title={shell("navDesk")} lead={t("calendarLead")}>
      <DeskTabs />
      <YearSwitch year={year} onChange={setYear} />
      {mayAct && <NewDayForm />}
      <QueryView query={query} rows={8}>
        {({ weekend, days }) => (
          <Stack gap="sm">
            <Weekend days={weekend} />
            <Days days={days} mayAct={mayAct} />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function YearSwitch({
  year,
  onChange,
}: {
  readonly year: number;
  readonly onChange: (year: number) => void;
}) {
  const common = useTranslations("common");
  const format = useFormat();
  return (
    <Group gap="xs">
      <ActionIcon variant="default" aria-label={common("back")} onClick={() => onChange(year - 1)}>
        <ChevronLeft size={18} className="mirror" aria-hidden />
      </ActionIcon>
      <Text fw={650} aria-live="polite">
        {format.year(year)}
      </Text>
      <ActionIcon variant="default" aria-label={common("next")} onClick={() => onChange(year + 1)}>
        <ChevronRight size={18} className="mirror" aria-hidden />
      </ActionIcon>
    </Group>
  );
}

/** 4 January 1970 was a Sunday. */
const firstSunday = 3;
const weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

function Weekend({ days }: { readonly days: readonly string[] }) {
  const t = useTranslations("deskLine");
  const { language } = useLanguage();
  const { locale } = languageTraits[language];
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  const names = days.map((day) =>
    format.format(new Date((firstSunday + weekdays.indexOf(day)) * 86_400_000)),
  );
  const list = new Intl.ListFormat(locale).format(names);
  return <Text size="sm">{t("weekend", { days: list })}</Text>;
}

function useSetDay() {
  const t = useTranslations("deskLine");
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (day: Omit<NewDay, "kind"> & { readonly kind: NewDay["kind"] | null }) =>
      bodyOf(await api.PUT("/v1/desk/calendar/days", { body: day })),
    onSuccess: async ({ casesMoved }) => {
      await queries.invalidateQueries({ queryKey: ["desk"] });
      notifications.show({ message: t("casesMoved", { count: casesMoved }), color: "green" });
    },
  });
}

function NewDayForm() {
  const t = useTranslations("deskLine");
  const common = useTranslations("common");
  const [day, setDay] = useState(blank);
  const set = useSetDay();
  const complete = day.date !== "";
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="sm">
        {t("setDay")}
      </Title>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (complete) set.mutate(day, { onSuccess: () => setDay(blank) });
        }}
      >
        <Group align="flex-start">
          <DateField
            label={t("day")}
            required
            value={day.date}
            onChange={(date) => setDay({ ...day, date })}
          />
          <Select
            label={t("dayKind")}
            allowDeselect={false}
            value={day.kind}
            data={kinds.map((kind) => ({ value: kind, label: t(`kind_${kind}`) }))}
            onChange={(word) =>
              setDay({ ...day, kind: kinds.find((kind) => kind === word) ?? "holiday" })
            }
          />
          <TextInput
            label={`${t("dayName")} (${common("optional")})`}
            value={day.name}
            onChange={({ currentTarget: { value } }) => setDay({ ...day, name: value })}
          />
          <TextInput
            label={`${t("operator")} (${common("optional")})`}
            dir="ltr"
            value={day.operator}
            onChange={({ currentTarget: { value } }) => setDay({ ...day, operator: value.trim() })}
          />
        </Group>
        <Button type="submit" mt="sm" loading={set.isPending} disabled={!complete}>
          {common("save")}
        </Button>
      </form>
      <ProblemAlert error={set.error} />
    </Card>
  );
}

function Days({
  days,
  mayAct,
}: {
  readonly days: readonly CalendarDay[];
  readonly mayAct: boolean;
}) {
  const t = useTranslations("deskLine");
  const format = useFormat();
  const set = useSetDay();
  return (
    <>
      <ProblemAlert error={set.error} />
      <Table className={css["stacked"] ?? ""} highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("day")}</Table.Th>
            <Table.Th>{t("dayKind")}</Table.Th>
            <Table.Th>{t("dayName")}</Table.Th>
            <Table.Th>{t("origin")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {days.map((day) => (
            <Table.Tr key={`${day.date} ${day.origin} ${day.operator ?? ""}`}>
              <Table.Td>{format.date(`${day.date}T12:00:00Z`)}</Table.Td>
              <Table.Td data-label={t("dayKind")}>
                <Badge color={day.kind === "working" ? "green" : "gray"}>
                  {t(`kind_${day.kind}`)}
                </Badge>
              </Table.Td>
              <Table.Td data-label={t("dayName")}>
                <bdi>{day.name}</bdi> {day.operator !== undefined && <Badge>{day.operator}</Badge>}
              </Table.Td>
              <Table.Td data-label={t("origin")}>
                <Group gap="xs">
                  <Text size="sm">{t(`origin_${day.origin}`)}</Text>
                  {mayAct && day.origin === "staff" && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      onClick={() =>
                        set.mutate({
                          date: day.date,
                          kind: null,
                          name: "",
                          operator: day.operator ?? "",
                        })
                      }
                    >
                      {t("undoDay")}
                    </Button>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}
