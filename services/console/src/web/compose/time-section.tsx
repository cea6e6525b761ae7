import { Alert, SegmentedControl, Stack, Text } from "@mantine/core";
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
      <Alert color="gray" p="xs">
        <Text size="sm">{t("windowHint")}</Text>
      </Alert>
    </Stack>
  );
}
