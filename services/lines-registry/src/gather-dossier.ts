import { DomainError, type CallOptions } from "@whiteline/service-kit";
import type { ApplicationContent, Dossier, ListVerdict } from "./domain/completeness.js";
import type { Parts } from "./parts.js";
import { toCompany, toDocument, toListVerdict } from "./proto.js";

type Needs = Pick<Parts, "accounts" | "lists">;

/** What the neighbours say of an application; the rest of the dossier is the registry's own. */
export type GatheredDossier = Omit<Dossier, "drawn" | "providerLacks">;

/** Asks the neighbours, in the caller's name, for all that an application is judged by. */
export async function gatherDossier(
  { accounts, lists }: Needs,
  tenantId: string,
  content: ApplicationContent,
  options: CallOptions,
): Promise<GatheredDossier> {
  const [{ tenant }, { file }, { documents }, list] = await Promise.all([
    accounts.getTenant({ tenantId }, options),
    accounts.getCompanyFile({ tenantId }, options),
    accounts.listDocuments({ tenantId }, options),
    askLists(lists, content, options),
  ]);
  return { content, company: toCompany(tenant, file), documents: documents.map(toDocument), list };
}

/**
 * The verdict on the sample list. A list that lists cannot judge (unknown, still being read) is a
 * deficiency like any other, so that the applicant learns everything at once; a neighbour that does
 * not answer is an error.
 */
async function askLists(
  lists: Needs["lists"],
  { providerId, family, customerListImportId: importId }: ApplicationContent,
  options: CallOptions,
): Promise<ListVerdict | undefined> {
  if (importId === "") return undefined;
  try {
    const [verdict, sample] = await Promise.all([
      lists.checkCustomerList({ importId, providerId, family }, options),
      lists.getImport({ importId }, options),
    ]);
    return toListVerdict(verdict, sample.import?.fileType ?? "");
  } catch (error) {
    const isAnswer =
      error instanceof DomainError && ["not_found", "precondition", "invalid"].includes(error.kind);
    if (!isAnswer) throw error;
    const finding = {
      code: error.reason,
      subject: "customer_list",
      rule: error.message,
      source: "000 · Landline 021/026; 002 · Line 3000",
      remedy: error.remedy ?? "Upload the sample of the application and name its import.",
    };
    return { accepted: false, errors: [finding], warnings: [], fileType: "", digest: "" };
  }
}
