import { Checkbox, Group, Select, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";

/** Every half hour of a day. */
const TIMES = Array.from(
  { length: 48 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`,
);

/** "HH:MM" in the subscribers' time; "" = all that the law allows. */
export type Hours = { readonly opens: string; readonly closes: string };

/** Hours of each day that the sender keeps to, within those of the law. */
export function OwnHours({
  hours: { opens, closes },
  onChange,
}: {
  readonly hours: Hours;
  readonly onChange: (hours: Hours) => void;
}) {
  const t = useTranslations("compose");
  const format = useFormat();
  const data = TIMES.map((value) => ({ value, label: format.digits(value) }));
  const isKept = opens !== "" || closes !== "";
  return (
    <Stack gap="xs">
      <Checkbox
        label={t("ownHours")}
        checked={isKept}
        onChange={({ currentTarget: { checked } }) =>
          onChange(checked ? { opens: "09:00", closes: "18:00" } : { opens: "", closes: "" })
        }
      />
      {isKept && (
        <Group align="flex-end">
          <Select
            label={t("opens")}
            w={130}
            allowDeselect={false}
            data={data}
            value={opens}
            onChange={(value) => onChange({ opens: value ?? opens, closes })}
          />
          <Select
            label={t("closes")}
            w={130}
            allowDeselect={false}
            data={data}
            value={closes}
            onChange={(value) => onChange({ opens, closes: value ?? closes })}
            {...(opens === closes && { error: t("hoursDiffer") })}
          />
        </Group>
      )}
    </Stack>
  );
}
