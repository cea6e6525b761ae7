import {
  Alert,
  Button,
  Card,
  Group,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { meQuery } from "../api/me.js";
import { subjectOf, useFindings } from "../numbers/findings.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { sellerFile } from "./seller-file.js";

type CompanyFile = components["schemas"]["CompanyFile"];

/** What the papers of a market say of who sells. */
const FIELDS = {
  IR: ["companyName", "economicCode", "nationalId", "registrationNumber", "address"],
  TR: ["companyName", "taxNumber", "taxOffice", "address"],
  VN: ["companyName", "enterpriseCode", "address"],
} as const;

const providerFileQuery = queryOptions({
  queryKey: ["provider-file"],
  queryFn: async () => bodyOf(await api.GET("/v1/provider-file")),
});

/** How the provider is named on its invoices; what is still lacking is said. */
export function SellerCard() {
  const t = useTranslations("finance");
  const file = useQuery(providerFileQuery);
  return (
    <Card component="section">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4">
            {t("seller")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("sellerLead")}
          </Text>
        </div>
        <QueryView query={file} rows={1} rowHeight={160}>
          {(data) => <SellerForm key={data.version} file={data} />}
        </QueryView>
      </Stack>
    </Card>
  );
}

function SellerForm({ file }: { readonly file: CompanyFile }) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const label = useTranslations("formField");
  const queries = useQueryClient();
  const { data: me } = useSuspenseQuery(meQuery);
  const fields = FIELDS[me.market === "TR" || me.market === "VN" ? me.market : "IR"];
  const facts = sellerFile(file);
  const form = useForm({ initialValues: facts });
  const lacking = fields.filter((field) => facts[field] === "");
  const save = useMutation({
    mutationFn: async (body: typeof form.values) =>
      bodyOf(await api.PUT("/v1/provider-file", { body })),
    onSuccess: async () => {
      notifications.show({ message: common("saved"), color: "green" });
      await queries.invalidateQueries({ queryKey: ["provider-file"] });
    },
  });
  const findings = useFindings(save.error, []);
  return (
    <form noValidate onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="sm">
        {lacking.length > 0 && (
          <Alert color="orange" p="xs">
            {t("sellerLacks", {
              fields: lacking.map((field) => label(field)).join(common("comma")),
            })}
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {fields.map((field) => {
            const error = findings.at(subjectOf(field));
            return (
              <TextInput
                key={field}
                label={label(field)}
                maxLength={500}
                {...form.getInputProps(field)}
                {...(error !== undefined && { error })}
              />
            );
          })}
        </SimpleGrid>
        <ProblemAlert error={save.error} />
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={!form.isDirty()}
          >
            {common("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
