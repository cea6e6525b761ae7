import {
  Alert,
  Button,
  Card,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
} from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useTranslations } from "use-intl";

import { templatesQuery } from "../templates/queries.js";
import { Constants } from "./constants.js";
import type { ComposeForm, VariantValues } from "./compose-state.js";

/** As many as the API takes [services/campaigns/src/domain/variants]. */
const MOST = 10;

/** What reports call the text in this place: A, B, … */
export function variantName(place: number): string {
  return String.fromCodePoint(65 + place);
}

/** Texts that are tried against each other, each with its share of the audience. */
export function VariantsEditor({ form }: { readonly form: ComposeForm }) {
  const t = useTranslations("compose");
  const { variants } = form.values;
  const { data: templates } = useSuspenseQuery(templatesQuery);
  const set = (next: readonly VariantValues[]) => form.setFieldValue("variants", next);
  const change = (place: number, part: Partial<VariantValues>) =>
    set(variants.map((each, at) => (at === place ? { ...each, ...part } : each)));
  const sum = variants.reduce((total, { share }) => total + share, 0);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t("variantsHint")}
      </Text>
      {variants.map((variant, place) => (
        <VariantCard
          key={place}
          name={variantName(place)}
          variant={variant}
          onChange={(part) => change(place, part)}
          {...(variants.length > 2 && {
            onRemove: () => set(variants.filter((_, at) => at !== place)),
          })}
        />
      ))}
      <Constants
        form={form}
        templates={templates.filter(({ templateId }) =>
          variants.some((each) => each.templateId === templateId),
        )}
      />
      {sum !== 100 && (
        <Alert color="orange" p="xs">
          <Text size="sm">{t("sharesSum", { sum })}</Text>
        </Alert>
      )}
      {variants.length < MOST && (
        <Button
          variant="light"
          leftSection={<Plus size={16} aria-hidden />}
          style={{ alignSelf: "start" }}
          onClick={() => set([...variants, { templateId: "", text: "", share: 0 }])}
        >
          {t("addVariant")}
        </Button>
      )}
    </Stack>
  );
}

function VariantCard({
  name,
  variant: { templateId, text, share },
  onChange,
  onRemove,
}: {
  readonly name: string;
  readonly variant: VariantValues;
  readonly onChange: (part: Partial<VariantValues>) => void;
  readonly onRemove?: () => void;
}) {
  const t = useTranslations("compose");
  const { data: templates } = useSuspenseQuery(templatesQuery);
  const approved = templates.filter(({ state }) => state === "approved");
  const heading = t("variant", { name });
  return (
    <Card role="group" aria-label={heading}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Text fw={600}>{heading}</Text>
          {onRemove !== undefined && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              leftSection={<X size={15} aria-hidden />}
              onClick={onRemove}
            >
              {t("removeVariant")}
            </Button>
          )}
        </Group>
        {approved.length > 0 && (
          <Select
            label={t("template")}
            allowDeselect={false}
            data={[
              { value: "", label: t("ownText") },
              ...approved.map((each) => ({ value: each.templateId, label: each.name })),
            ]}
            value={templateId}
            onChange={(value) => onChange({ templateId: value ?? "" })}
          />
        )}
        {templateId === "" ? (
          <Textarea
            label={t("textOfMessage")}
            autosize
            minRows={3}
            maxRows={10}
            styles={{ input: { unicodeBidi: "plaintext", textAlign: "start" } }}
            value={text}
            onChange={({ currentTarget: { value } }) => onChange({ text: value })}
          />
        ) : (
          <Text size="sm" style={{ unicodeBidi: "plaintext", whiteSpace: "pre-wrap" }}>
            {approved.find((each) => each.templateId === templateId)?.body}
          </Text>
        )}
        <NumberInput
          label={t("share")}
          w={140}
          min={1}
          max={100}
          allowDecimal={false}
          value={share}
          onChange={(value) => onChange({ share: typeof value === "number" ? value : 0 })}
        />
      </Stack>
    </Card>
  );
}
