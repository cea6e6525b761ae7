import { SegmentedControl, Select, Stack, Text, Textarea } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { listsQuery } from "../lists/queries.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { typedNumbers, type ComposeForm } from "./compose-state.js";
import { SegmentPicker } from "./segment-picker.js";

const MOST_NUMBERS = 10_000;

/** To whom: a list, a part of one, or numbers typed here. */
export function AudienceSection({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const { audience } = form.values;
  return (
    <Stack>
      <SegmentedControl
        aria-label={t("audience")}
        data={[
          { value: "list", label: t("aList") },
          { value: "segment", label: t("aSegment") },
          { value: "numbers", label: t("someNumbers") },
        ]}
        {...form.getInputProps("audience")}
      />
      {audience === "list" && <ListPicker form={form} />}
      {audience === "segment" && <SegmentPicker form={form} />}
      {audience === "numbers" && <Numbers form={form} />}
    </Stack>
  );
}

function ListPicker({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const format = useFormat();
  const { data: lists } = useSuspenseQuery(listsQuery);
  const filled = lists.filter(({ members }) => members > 0);
  if (filled.length === 0) {
    return (
      <Empty
        icon={Users}
        title={t("noList")}
        text={t("noListText")}
        action={<LinkButton to="/lists">{t("bringList")}</LinkButton>}
      />
    );
  }
  const chosen = filled.find(({ listId }) => listId === form.values.listId);
  return (
    <>
      <Select
        label={t("list")}
        placeholder={t("chooseList")}
        searchable={filled.length > 7}
        data={filled.map(({ listId, name, members }) => ({
          value: listId,
          label: `\u2068${name}\u2069 · ${format.number(members)}`,
        }))}
        {...form.getInputProps("listId")}
        value={form.values.listId === "" ? null : form.values.listId}
        onChange={(value: string | null) => form.setFieldValue("listId", value ?? "")}
      />
      {chosen !== undefined && (
        <Text size="sm" c="dimmed">
          {t("listFacts", { members: chosen.members, version: chosen.version })}
        </Text>
      )}
    </>
  );
}

function Numbers({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const count = typedNumbers(form.values.numbers).length;
  return (
    <Textarea
      label={t("numbers")}
      description={t("numbersHint")}
      autosize
      minRows={4}
      maxRows={10}
      styles={{ input: { direction: "ltr", textAlign: "start" } }}
      error={count > MOST_NUMBERS ? t("tooManyNumbers", { most: MOST_NUMBERS }) : undefined}
      inputWrapperOrder={["label", "description", "input", "error"]}
      {...form.getInputProps("numbers")}
    />
  );
}
