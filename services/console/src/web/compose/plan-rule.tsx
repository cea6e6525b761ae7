import {
  Alert,
  Autocomplete,
  Chip,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { useLanguage } from "../language/language-provider.js";
import { languageTraits } from "../language/languages.js";
import { useFormat } from "../language/use-format.js";
import { versionsQuery } from "../lists/queries.js";
import { weekdayName } from "../plans/use-rule-words.js";
import { PLAN_DAYS, type ComposeForm, type PlanValues } from "./compose-state.js";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const MONTH_DAYS = Array.from({ length: 31 }, (_, day) => day + 1);

/** When it comes back: on which days, at which hour of the recipients. */
export function PlanRule({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const format = useFormat();
  const { language } = useLanguage();
  const { locale } = languageTraits[language];
  const { plan } = form.values;
  const set = (part: Partial<PlanValues>) => form.setFieldValue("plan", { ...plan, ...part });
  return (
    <Stack gap="xs">
      <Group align="flex-end">
        <Select
          label={t("planOn")}
          allowDeselect={false}
          value={plan.on}
          data={[
            { value: "daily", label: t("onDaily") },
            { value: "weekdays", label: t("onWeekdays") },
            { value: "monthDays", label: t("onMonthDays") },
            { value: "date", label: t("onDate") },
          ]}
          onChange={(word) => set({ on: PLAN_DAYS.find((each) => each === word) ?? plan.on })}
        />
        <TextInput
          type="time"
          label={t("planAt")}
          value={plan.at}
          onChange={({ currentTarget: { value } }) => set({ at: value === "" ? "09:00" : value })}
        />
      </Group>
      {plan.on === "weekdays" && (
        <Days
          label={t("onWeekdays")}
          days={WEEKDAYS}
          nameOf={(day) => weekdayName(day, locale)}
          value={plan.weekdays}
          onChange={(weekdays) => set({ weekdays })}
        />
      )}
      {plan.on === "monthDays" && (
        <Days
          label={t("onMonthDays")}
          days={MONTH_DAYS}
          nameOf={format.number}
          value={plan.monthDays}
          onChange={(monthDays) => set({ monthDays })}
        />
      )}
      {plan.on === "date" && <DateOfList form={form} set={set} />}
      <Alert color="gray" p="xs">
        <Text size="sm">{t("planHint")}</Text>
      </Alert>
    </Stack>
  );
}

function Days({
  label,
  days,
  nameOf,
  value,
  onChange,
}: {
  readonly label: string;
  readonly days: readonly number[];
  readonly nameOf: (day: number) => string;
  readonly value: readonly number[];
  readonly onChange: (days: readonly number[]) => void;
}) {
  return (
    <Chip.Group
      multiple
      value={value.map(String)}
      onChange={(chosen) => onChange(chosen.map(Number).sort((one, other) => one - other))}
    >
      <Group gap={6} role="group" aria-label={label}>
        {days.map((day) => (
          <Chip key={day} value={String(day)} size="sm">
            {nameOf(day)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

/** So many days before a date that stands in a column of the list. */
function DateOfList({
  form,
  set,
}: {
  readonly form: ComposeForm;
  readonly set: (part: Partial<PlanValues>) => void;
}) {
  const t = useTranslations("compose");
  const { listId, plan } = form.values;
  const versions = useQuery({ ...versionsQuery(listId), enabled: listId !== "" });
  const columns = (versions.data?.[0]?.variables ?? []).map(({ name }) => name);
  return (
    <Group align="flex-end">
      <Autocomplete
        label={t("dateColumn")}
        data={columns}
        value={plan.column}
        onChange={(column) => set({ column })}
      />
      <NumberInput
        label={t("daysBefore")}
        w={170}
        min={-365}
        max={365}
        allowDecimal={false}
        value={plan.daysBefore}
        onChange={(value) => set({ daysBefore: typeof value === "number" ? value : 0 })}
      />
    </Group>
  );
}
