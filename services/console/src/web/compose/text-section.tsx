import { SegmentedControl, Select, Stack, Text, Textarea } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { MessageSquareText } from "lucide-react";
import { useTranslations } from "use-intl";

import type { Line } from "../numbers/queries.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { templatesQuery, type TextRules } from "../templates/queries.js";
import { TemplateText } from "../templates/template-text.js";
import { Constants } from "./constants.js";
import type { ComposeForm } from "./compose-state.js";
import { MessageTypePicker } from "./message-type-picker.js";
import { TrafficPicker } from "./traffic-picker.js";
import { VariantsEditor } from "./variants-editor.js";

/** What is said: an approved template with its constants, a text of one's own, or several against each other. */
export function TextSection({
  form,
  rules,
  line,
}: {
  readonly form: ComposeForm;
  readonly rules: TextRules;
  readonly line: Line | undefined;
}) {
  const t = useTranslations("compose");
  const { mode } = form.values;
  return (
    <Stack>
      <SegmentedControl
        aria-label={t("text")}
        data={[
          { value: "template", label: t("aTemplate") },
          { value: "text", label: t("aText") },
          { value: "variants", label: t("someVariants") },
        ]}
        {...form.getInputProps("mode")}
      />
      {mode === "template" && <TemplateChoice form={form} />}
      {mode === "text" && <FreeText form={form} />}
      {mode === "variants" && <VariantsEditor form={form} />}
      <TrafficPicker form={form} rules={rules} line={line} />
      <MessageTypePicker form={form} rules={rules} />
    </Stack>
  );
}

function FreeText({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  return (
    <>
      <Textarea
        label={t("textOfMessage")}
        autosize
        minRows={4}
        maxRows={14}
        styles={{ input: { unicodeBidi: "plaintext", textAlign: "start" } }}
        {...form.getInputProps("text")}
      />
      <Text size="sm" c="dimmed">
        {t("freeTextHint")}
      </Text>
    </>
  );
}

function TemplateChoice({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const { data: templates } = useSuspenseQuery(templatesQuery);
  const approved = templates.filter(({ state }) => state === "approved");
  const chosen = templates.find(({ templateId }) => templateId === form.values.templateId);
  if (approved.length === 0) {
    return (
      <Empty
        icon={MessageSquareText}
        title={t("noTemplate")}
        text={t("noTemplateText")}
        action={
          <LinkButton to="/templates/new" search={{}}>
            {t("makeTemplate")}
          </LinkButton>
        }
      />
    );
  }
  return (
    <>
      <Select
        label={t("template")}
        placeholder={t("chooseTemplate")}
        searchable={approved.length > 7}
        data={approved.map(({ templateId, name }) => ({ value: templateId, label: name }))}
        value={form.values.templateId === "" ? null : form.values.templateId}
        onChange={(value) => form.setFieldValue("templateId", value ?? "")}
      />
      {chosen !== undefined && (
        <>
          <TemplateText body={chosen.body} />
          <Constants form={form} templates={[chosen]} />
        </>
      )}
    </>
  );
}
