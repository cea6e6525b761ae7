import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { FamilyPicker } from "./family-picker.js";
import { applicationQuery, companyFileQuery, documentsQuery, familiesQuery } from "./queries.js";
import { RequestForm } from "./request-form.js";

/** The way to a sender: choose a kind, see what it demands, file once. */
export function NewRequestPage() {
  const t = useTranslations("numbers");
  const names = usePackNames();
  const { family: wanted, correct, sender } = useSearch({ from: "/inside/request" });
  const { data: me } = useSuspenseQuery(meQuery);
  const families = useQuery(familiesQuery);
  const file = useQuery(companyFileQuery);
  const documents = useQuery(documentsQuery);
  const returned = useQuery({ ...applicationQuery(correct ?? ""), enabled: correct !== undefined });
  const family = families.data?.find(
    ({ family: code, provider }) => code === wanted && provider === me.providerId,
  );
  if (family === undefined) {
    return (
      <Page title={t("newRequest")} lead={t("chooseLead")}>
        <QueryView query={families} rows={6} rowHeight={120}>
          {(all) => <FamilyPicker families={all} providerId={me.providerId} />}
        </QueryView>
      </Page>
    );
  }
  return (
    <Page
      title={names.family(family.family, family)}
      lead={t("requestLead")}
      actions={
        <LinkButton to="/request" search={{}} variant="default">
          {t("chooseOther")}
        </LinkButton>
      }
    >
      <QueryView query={file} rows={5} rowHeight={160}>
        {(company) => (
          <QueryView query={documents} rows={5} rowHeight={160}>
            {(held) =>
              correct !== undefined && returned.data === undefined ? (
                <QueryView query={returned}>{() => null}</QueryView>
              ) : (
                <RequestForm
                  key={`${family.family}-${correct ?? ""}`}
                  family={family}
                  company={company}
                  held={held}
                  returned={returned.data}
                  sender={sender}
                  me={me}
                />
              )
            }
          </QueryView>
        )}
      </QueryView>
    </Page>
  );
}
