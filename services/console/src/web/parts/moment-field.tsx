import { Group, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import { DateField } from "./date-field.js";

/** A day and an hour, as the reader's own clock and calendar show them: "2026-11-29T18:30", "" while no day is given. */
export function MomentField({
  label,
  value,
  onChange,
  required = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (moment: string) => void;
  readonly required?: boolean;
}) {
  const t = useTranslations("common");
  const [day = "", hour = ""] = value.split("T");
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <DateField
        label={label}
        value={day}
        required={required}
        onChange={(next) => onChange(next === "" ? "" : `${next}T${hour === "" ? "09:00" : hour}`)}
      />
      <TextInput
        type="time"
        label={t("hour")}
        value={hour}
        disabled={day === ""}
        onChange={({ currentTarget: { value: next } }) =>
          onChange(`${day}T${next === "" ? "09:00" : next}`)
        }
      />
    </Group>
  );
}
