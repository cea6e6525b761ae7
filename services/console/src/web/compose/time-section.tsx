import { Alert, Checkbox, Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { MomentField } from "../parts/moment-field.js";
import type { ComposeForm } from "./compose-state.js";

/** As soon as it may, or not before a moment. */
export function TimeSection({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const format = useFormat();
  const [later, setLater] = useState(form.values.notBefore !== "");
  const { notBefore } = form.values;
  return (
    <Stack>
      <SegmentedControl
        aria-label={t("when")}
        value={later ? "later" : "now"}
        onChange={(word) => {
          setLater(word === "later");
          if (word === "now") form.setFieldValue("notBefore", "");
        }}
        data={[
          { value: "now", label: t("now") },
          { value: "later", label: t("later") },
        ]}
      />
      {later && (
        <MomentField
          label={t("notBefore")}
          value={notBefore}
          onChange={(moment) => form.setFieldValue("notBefore", moment)}
        />
      )}
      {later && notBefore !== "" && (
        <Text size="sm" c="dimmed">
          {t("notBeforeWords", { time: format.dateTime(new Date(notBefore).toISOString()) })}
        </Text>
      )}
      <OwnHours form={form} />
      <Alert color="gray" p="xs">
        <Text size="sm">{t("windowHint")}</Text>
      </Alert>
    </Stack>
  );
}

/** Every half hour of a day. */
const TIMES = Array.from(
  { length: 48 },
  (_, half) => `${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`,
);

/** Hours of each day that the sender keeps to, within those of the law. */
function OwnHours({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const format = useFormat();
  const { opens, closes } = form.values;
  const data = TIMES.map((value) => ({ value, label: format.digits(value) }));
  const isKept = opens !== "" || closes !== "";
  const set = (next: { readonly opens: string; readonly closes: string }) =>
    form.setValues({ ...form.values, ...next });
  return (
    <Stack gap="xs">
      <Checkbox
        label={t("ownHours")}
        checked={isKept}
        onChange={({ currentTarget: { checked } }) =>
          set(checked ? { opens: "09:00", closes: "18:00" } : { opens: "", closes: "" })
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
            onChange={(value) => set({ opens: value ?? opens, closes })}
          />
          <Select
            label={t("closes")}
            w={130}
            allowDeselect={false}
            data={data}
            value={closes}
            onChange={(value) => set({ opens, closes: value ?? closes })}
            {...(opens === closes && { error: t("hoursDiffer") })}
          />
        </Group>
      )}
    </Stack>
  );
}
