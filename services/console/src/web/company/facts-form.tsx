import { Button, Card, Fieldset, Group, SimpleGrid, Stack, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { meQuery } from "../api/me.js";
import { subjectOf, useFindings } from "../numbers/findings.js";
import { toLatinDigits } from "../language/formats.js";
import { ProblemAlert } from "../parts/problem-alert.js";

type CompanyFile = components["schemas"]["CompanyFile"];
const NOBODY = { firstName: "", lastName: "", nationalCode: "", mobile: "", email: "" };
const PERSON_FIELDS = ["firstName", "lastName", "nationalCode", "mobile", "email"] as const;
const FACTS = {
  IR: [
    "companyName",
    "nationalId",
    "economicCode",
    "registrationNumber",
    "activityType",
    "website",
    "email",
    "iban",
    "address",
  ],
  TR: [
    "companyName",
    "taxNumber",
    "taxOffice",
    "activityType",
    "website",
    "email",
    "iban",
    "address",
  ],
  VN: ["companyName", "enterpriseCode", "activityType", "website", "email", "address"],
} as const;
const LTR: readonly string[] = ["website", "email", "mobile", "iban"];

/** The facts of the company; a fault stands on its own field. */
export function FactsForm({ file }: { readonly file: CompanyFile }) {
  const t = useTranslations("company");
  const common = useTranslations("common");
  const label = useTranslations("formField");
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const market = me.market === "TR" || me.market === "VN" ? me.market : "IR";
  const { identities: _, tenantId: __, ...facts } = file;
  const form = useForm({
    initialValues: {
      ...facts,
      ceo: file.ceo ?? NOBODY,
      representative: file.representative ?? NOBODY,
    },
  });
  const save = useMutation({
    mutationFn: async ({ sector, ...values }: typeof form.values) =>
      bodyOf(
        await api.PUT("/v1/company-file", {
          body: {
            ...values,
            nationalId: toLatinDigits(values.nationalId),
            economicCode: toLatinDigits(values.economicCode),
            registrationNumber: toLatinDigits(values.registrationNumber),
            sector:
              sector === "qarz_al_hasaneh" || sector === "listed_company" ? sector : "general",
          },
        }),
      ),
    onSuccess: async () => {
      notifications.show({ message: common("saved"), color: "green" });
      await queries.invalidateQueries({ queryKey: ["company-file"] });
    },
  });
  const findings = useFindings(save.error, []);
  const errorOf = (...subjects: readonly string[]) => {
    const error = findings.at(...subjects);
    return error === undefined ? {} : { error };
  };
  return (
    <Card component="section">
      <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          <Title order={2} size="h4">
            {t("facts")}
          </Title>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
            {FACTS[market].map((field) => (
              <TextInput
                key={field}
                label={label(field)}
                {...(LTR.includes(field) && { dir: "ltr" as const })}
                {...form.getInputProps(field)}
                {...errorOf(subjectOf(field))}
              />
            ))}
          </SimpleGrid>
          {(["ceo", "representative"] as const).map((who) => (
            <Fieldset key={who} legend={t(who)}>
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
                {PERSON_FIELDS.map((field) => (
                  <TextInput
                    key={field}
                    label={label(field)}
                    {...(LTR.includes(field) && { dir: "ltr" as const })}
                    {...form.getInputProps(`${who}.${field}`)}
                    {...errorOf(`${who}.${subjectOf(field)}`)}
                  />
                ))}
              </SimpleGrid>
            </Fieldset>
          ))}
          {save.isError && <ProblemAlert error={save.error} />}
          <Group>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={!me.permissions.includes("account:write")}
            >
              {common("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
