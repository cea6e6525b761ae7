import { Alert, SegmentedControl, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { MomentField } from "../parts/moment-field.js";
import { TIMES_TO_SEND, type ComposeForm } from "./compose-state.js";
import { OwnHours } from "./own-hours.js";
import { PaceField } from "./pace-field.js";
import { PlanRule } from "./plan-rule.js";

/** As soon as it may, not before a moment, or again and again; how fast, and within which hours. */
export function TimeSection({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const format = useFormat();
  const { when, notBefore, opens, closes, pacePerMinute, audience } = form.values;
  return (
    <Stack>
      <SegmentedControl
        aria-label={t("when")}
        value={when}
        onChange={(word) =>
          form.setFieldValue("when", TIMES_TO_SEND.find((each) => each === word) ?? when)
        }
        data={[
          { value: "now", label: t("now") },
          { value: "later", label: t("later") },
          { value: "plan", label: t("again"), disabled: audience === "numbers" },
        ]}
      />
      {when === "later" && (
        <MomentField
          label={t("notBefore")}
          value={notBefore}
          onChange={(moment) => form.setFieldValue("notBefore", moment)}
        />
      )}
      {when === "later" && notBefore !== "" && (
        <Text size="sm" c="dimmed">
          {t("notBeforeWords", { time: format.dateTime(new Date(notBefore).toISOString()) })}
        </Text>
      )}
      {when === "plan" && <PlanRule form={form} />}
      <OwnHours
        hours={{ opens, closes }}
        onChange={(next) => form.setValues({ ...form.values, ...next })}
      />
      <PaceField
        value={pacePerMinute}
        onChange={(pace) => form.setFieldValue("pacePerMinute", pace)}
      />
      <Alert color="gray" p="xs">
        <Text size="sm">{t("windowHint")}</Text>
      </Alert>
    </Stack>
  );
}
