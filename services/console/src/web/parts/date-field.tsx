import {
  DateFormatter,
  GregorianCalendar,
  parseDate,
  toCalendar,
  toCalendarDate,
  type CalendarDate,
  type DateValue,
} from "@internationalized/date";
import { CalendarDays, ChevronLeft, ChevronRight, X } from "lucide-react";
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarStateContext,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  I18nProvider,
  Label,
  Popover,
  Text,
} from "react-aria-components";
import { useContext } from "react";
import { useTranslations } from "use-intl";

import { useLanguage } from "../language/language-provider.js";
import { languageTraits } from "../language/languages.js";
import css from "./date-field.module.css";

/**
 * A day, typed or picked in the reader's own calendar: Jalali with Persian digits in Persian (Latin and Arabic ones are
 * read too), Gregorian elsewhere. `value` and what `onChange` gets are ISO 8601 days; "" while none is complete.
 */
export function DateField({
  label,
  value,
  onChange,
  about = "",
  hint,
  required = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
  /** What it belongs to, read aloud only: for a field that stands many times on a screen. */
  readonly about?: string;
  readonly hint?: string;
  readonly required?: boolean;
}) {
  const t = useTranslations("common");
  const { language } = useLanguage();
  return (
    <I18nProvider locale={languageTraits[language].dateLocale}>
      <DatePicker
        className={css["field"] ?? ""}
        value={dayOf(value)}
        onChange={(day) => onChange(isoOf(day))}
        isRequired={required}
        validationBehavior="aria"
        shouldForceLeadingZeros
        {...(about !== "" && { "aria-label": about })}
      >
        <Label className={css["label"] ?? ""}>
          {label}
          {required && (
            <span aria-hidden className={css["required"]}>
              {" "}
              *
            </span>
          )}
        </Label>
        <Group className={css["box"] ?? ""}>
          <DateInput className={css["input"] ?? ""}>
            {(segment) => <DateSegment segment={segment} className={css["segment"] ?? ""} />}
          </DateInput>
          {value !== "" && !required && (
            <Button
              slot={null}
              className={css["icon"] ?? ""}
              aria-label={t("clearDate")}
              onPress={() => onChange("")}
            >
              <X size={14} aria-hidden />
            </Button>
          )}
          <Button
            className={css["icon"] ?? ""}
            aria-label={`${t("openCalendar")}: ${about === "" ? label : about}`}
          >
            <CalendarDays size={16} aria-hidden />
          </Button>
        </Group>
        {hint !== undefined && (
          <Text slot="description" className={css["hint"] ?? ""}>
            {hint}
          </Text>
        )}
        <Popover className={css["popover"] ?? ""} offset={4}>
          <Dialog className={css["dialog"] ?? ""}>
            <Month />
          </Dialog>
        </Popover>
      </DatePicker>
    </I18nProvider>
  );
}

/** Escape closes the calendar and not the window below it, as Mantine's windows understand this mark. */
const ownEscape = { "data-mantine-stop-propagation": "true" };

function Month() {
  const t = useTranslations("common");
  const { language } = useLanguage();
  return (
    <Calendar>
      <header className={css["head"]}>
        <Button
          slot="previous"
          className={css["icon"] ?? ""}
          aria-label={t("previousMonth")}
          {...ownEscape}
        >
          <ChevronLeft size={18} className="mirror" aria-hidden />
        </Button>
        <MonthName />
        <Button
          slot="next"
          className={css["icon"] ?? ""}
          aria-label={t("nextMonth")}
          {...ownEscape}
        >
          <ChevronRight size={18} className="mirror" aria-hidden />
        </Button>
      </header>
      <CalendarGrid weekdayStyle={language === "fa" ? "narrow" : "short"}>
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className={css["weekday"] ?? ""}>{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => <CalendarCell date={date} className={css["day"] ?? ""} {...ownEscape} />}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}

/** Persian names the month before the year; read aloud is the calendar's own hidden heading. */
function MonthName() {
  const { language } = useLanguage();
  const state = useContext(CalendarStateContext);
  if (state === null) return null;
  const month = new DateFormatter(languageTraits[language].dateLocale, {
    month: "long",
    year: "numeric",
    timeZone: state.timeZone,
  });
  const parts = month.formatToParts(state.visibleRange.start.toDate(state.timeZone));
  const only = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return (
    <div className={css["month"]} aria-hidden>
      {language === "fa"
        ? `${only("month")} ${only("year")}`
        : parts.map(({ value }) => value).join("")}
    </div>
  );
}

function dayOf(iso: string): CalendarDate | null {
  return iso === "" ? null : parseDate(iso);
}

function isoOf(day: DateValue | null): string {
  return day === null ? "" : toCalendarDate(toCalendar(day, new GregorianCalendar())).toString();
}
