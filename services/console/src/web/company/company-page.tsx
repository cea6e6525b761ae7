import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { companyFileQuery } from "../numbers/queries.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { FactsForm } from "./facts-form.js";
import { MatrixCard } from "./matrix-card.js";

/** The company's passport: what it is and which papers it holds, against what every family asks for. */
export function CompanyPage() {
  const t = useTranslations("company");
  const shell = useTranslations("shell");
  const file = useQuery(companyFileQuery);
  return (
    <Page title={shell("navCompany")} lead={t("lead")}>
      <Stack gap="lg">
        <MatrixCard />
        <QueryView query={file} rows={1} rowHeight={420}>
          {(data) => <FactsForm key={data.version} file={data} />}
        </QueryView>
      </Stack>
    </Page>
  );
}
