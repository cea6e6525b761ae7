import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { company, drawPapers, formOf } from "../input/company.js";
import { writeCustomerFile } from "../input/customers.js";
import { apiClient, fileForm, until } from "../story/client.js";
import { application, document, listImport, registered } from "../story/shapes.js";

export type FiledCase = {
  readonly caseId: string;
  /** Of its owner: the company's own way to the API. */
  readonly apiKey: string;
  readonly companyName: string;
  /** The applicant corrects the subject and files again. */
  readonly fileAgain: (subject: string) => Promise<void>;
};

/** A company files an application for a 021 line at Asanak by the API, as its console does. */
export async function fileCase(apiUrl: string, lineNumber: string): Promise<FiledCase> {
  const { apiKey = "" } = await apiClient(apiUrl).call("/v1/tenants", registered, {
    json: {
      providerId: "asanak",
      kind: "legal",
      name: company.name,
      ownerName: "رضا کریمی",
      ownerEmail: `owner-${lineNumber}@aftab-ketab.ir`,
      ownerMobile: "09121110000",
      termsAccepted: true,
    },
  });
  const api = apiClient(apiUrl, apiKey);
  const { form, note } = await drawPapers(lineNumber);
  const list = await customerList();
  const documents: Record<string, string> = {};
  for (const [code, bytes, name] of [
    ["commitment_form", form, "form.jpg"],
    ["promissory_note", note, "safteh.jpg"],
    ["customer_list", list, "customers.xlsx"],
  ] as const) {
    const stored = await api.call("/v1/documents", document, {
      form: fileForm(bytes, name, { code }),
    });
    documents[code] = stored.documentId;
  }
  const received = await api.call("/v1/imports", listImport, {
    form: fileForm(list, `${lineNumber}.xlsx`, {}),
  });
  const sample = await until(
    () => api.call(`/v1/imports/${received.importId}`, listImport),
    ({ state }) => state === "finished" || state === "refused",
    { within: 60_000, what: "the sample import" },
  );
  const guaranteeShape = z.object({
    guarantee: z.object({ amount: z.object({ minor: z.string() }), beneficiaryCode: z.string() }),
  });
  const { guarantee } = await api.call(
    "/v1/checklists?provider=asanak&family=landline_021&applicantKind=legal&representativeIsSignatory=true",
    guaranteeShape,
  );
  const filing = (subject: string) => ({
    providerId: "asanak",
    family: "landline_021",
    lineNumber,
    applicant: {
      kind: "legal",
      representativeIsSignatory: true,
      nationalCardIsSmart: true,
      sector: "general",
    },
    note: {
      amount: { currency: "IRR", minor: guarantee.amount.minor },
      beneficiaryCode: guarantee.beneficiaryCode,
      stampedAndSigned: true,
    },
    documents,
    form: formOf(subject),
    customerListImportId: sample.importId,
  });
  const filed = await api.call("/v1/applications", application, { json: filing(company.subject) });
  return {
    caseId: filed.applicationId,
    apiKey,
    companyName: company.name,
    async fileAgain(subject) {
      await api.call(`/v1/applications/${filed.applicationId}`, application, {
        method: "PUT",
        json: filing(subject),
      });
    },
  };
}

async function customerList(): Promise<Buffer> {
  const dir = await mkdtemp(join(tmpdir(), "whiteline-desk-"));
  const path = join(dir, "customers.xlsx");
  await writeCustomerFile({ path, rows: 450, seed: 11, mess: 0, otherOperators: 0 });
  const bytes = await readFile(path);
  await rm(dir, { recursive: true });
  return bytes;
}
