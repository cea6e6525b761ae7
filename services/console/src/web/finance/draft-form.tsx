import {
  Button,
  Card,
  Group,
  MultiSelect,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { CustomerPicker } from "./customer-picker.js";
import { draftOf, faultyRows, type DraftValues } from "./draft-values.js";
import { PriceRows } from "./price-rows-editor.js";
import { withAll, type TariffChoices } from "./use-tariff-choices.js";

/** A price list as it is written: what it is for, and its prices. Holes, overlaps and absurd prices are told on saving. */
export function DraftForm({
  initial,
  choices,
  version,
}: {
  readonly initial: DraftValues;
  readonly choices: TariffChoices;
  /** 0 = a new one. */
  readonly version: number;
}) {
  const { currency } = choices;
  const t = useTranslations("finance");
  const tariff = useTranslations("tariff");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [values, setValues] = useState(initial);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<DraftValues>) => setValues((before) => ({ ...before, ...change }));
  const faulty = faultyRows(values.rows, currency);
  const idFits = /^[\w.-]{1,128}$/.test(values.tariffId.trim());
  const save = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.PUT("/v1/tariff-drafts/{id}", {
          params: { path: { id: values.tariffId.trim() } },
          body: draftOf(values, currency, version),
        }),
      ),
    onSuccess: async ({ tariffId }) => {
      await queries.invalidateQueries({ queryKey: ["tariff-drafts"] });
      notifications.show({ message: t("draftSaved"), color: "green" });
      await navigate({ to: "/finance/tariffs/$tariffId", params: { tariffId } });
    },
  });
  const text = (name: "description" | "note") => ({
    value: values[name],
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      set({ [name]: value }),
  });
  return (
    <Card
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (faulty.length === 0 && idFits) save.mutate();
      }}
    >
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t("listId")}
            description={t("listIdHint")}
            dir="ltr"
            disabled={version > 0}
            value={values.tariffId}
            onChange={({ currentTarget: { value } }) => set({ tariffId: value })}
            error={tried && !idFits && t("listIdInvalid")}
          />
          <TextInput
            label={t("description")}
            description={t("descriptionHint")}
            maxLength={500}
            {...text("description")}
          />
          <Select
            label={tariff("group")}
            description={t("groupHint")}
            allowDeselect={false}
            data={withAll(choices.groups, values.group, tariff("everyGroup"))}
            value={values.group}
            onChange={(group) => set({ group: group ?? "" })}
          />
          <CustomerPicker
            label={`${t("onlyFor")} (${common("optional")})`}
            description={t("onlyForHint")}
            value={values.tenantId}
            onChange={(tenantId) => set({ tenantId })}
          />
          {(["families", "purposes"] as const).map((name) => (
            <MultiSelect
              key={name}
              label={`${t(name)} (${common("optional")})`}
              description={t("emptyIsAll")}
              searchable
              clearable
              clearButtonProps={{ "aria-label": `${common("remove")}: ${t(name)}` }}
              data={[...choices[name]]}
              value={[...values[name]]}
              onChange={(chosen) => set({ [name]: chosen })}
            />
          ))}
          <TextInput
            label={`${t("taxInside")} (${common("optional")})`}
            inputMode="decimal"
            value={values.taxPercent}
            onChange={({ currentTarget: { value } }) => set({ taxPercent: value })}
          />
        </SimpleGrid>
        <PriceRows
          rows={values.rows}
          choices={choices}
          faulty={tried ? faulty : []}
          onChange={(rows) => set({ rows })}
        />
        <Textarea
          label={`${t("note")} (${common("optional")})`}
          autosize
          maxLength={1_000}
          {...text("note")}
        />
        <ProblemAlert error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t("saveDraft")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
