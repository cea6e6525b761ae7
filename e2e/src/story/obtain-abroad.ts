import { drawPaper } from "../input/commitment-form.js";
import { apiClient, fileForm, Refused, type Api } from "./client.js";
import type { Narrator } from "./narrator.js";
import {
  application,
  brandnameProposals,
  checklist,
  document,
  filedApplication,
  line,
  providerEligibility,
  registered,
  wallet,
} from "./shapes.js";
import { keepCustomerKey, openFurtherDesk, type Desk, type World } from "./world.js";

/** What its company may send under: a title, or a name as each operator takes it. */
export type Sender = {
  readonly api: Api;
  readonly lineId: string;
  readonly spellings: ReadonlyMap<string, string>;
};

/** A Turkish sender title, from the provider's licences to an active sender [tr.md §1, 6]. */
export const obtainTitle = async (world: World, tell: Narrator): Promise<Sender> => {
  tell.step("In Türkiye: a sender title at Aktan");
  const desk = await openFurtherDesk(world, {
    providerId: "aktan",
    name: "Aktan SMS",
    market: "TR",
  });
  const licensed = await desk.administrator.call(
    "/v1/providers/aktan/eligibility",
    providerEligibility,
    {
      method: "PUT",
      json: {
        kind: "partner",
        requirements: {
          btkAuthorised: true,
          iso9001: true,
          iso27001: true,
          licencePublished: true,
        },
        version: 0,
      },
    },
  );
  tell.say(`the provider shows its licences; eligible: ${licensed.eligible ? "yes" : "no"}`);
  const company = { name: "Örnek Kitap A.Ş.", owner: "Ada Yılmaz", mobile: "0532 111 22 33" };
  const { api, tenantId } = await register(world, "aktan", company);
  const credits = { currency: "TRC", minor: "100" };
  await desk.finance.call("/v1/top-ups", wallet, {
    json: { tenantId, amount: credits, reference: `havale ${tenantId}` },
  });
  const demands = await api.call(
    "/v1/checklists?provider=aktan&family=sender_title&applicantKind=legal",
    checklist,
  );
  tell.list(demands.documents.map((d) => `${d.code}: ${d.english} [${d.source}]`));
  const documents = await upload(api, ["title_right_proof"]);
  const filed = {
    providerId: "aktan",
    family: "sender_title",
    applicant: { kind: "legal", representativeIsSignatory: true },
    documents,
  };
  await expectRefusal(tell, "forbidden_character", () =>
    api.call("/v1/applications", filedApplication, { json: { ...filed, sender: "ÖRNEK KİTAP" } }),
  );
  const first = await api.call("/v1/applications", filedApplication, {
    json: { ...filed, sender: "ORNEK KITAP" },
  });
  const approved = await advance(
    desk.expert,
    first,
    "approve",
    "the title is the company's own",
    tell,
  );
  const active = await advance(desk.operations, approved, "operator_accepts", "kabul edildi", tell);
  await showLine(api, active.lineId, tell);
  return { api, lineId: active.lineId ?? "", spellings: new Map() };
};

/** A Vietnamese brandname, spelt as each operator takes it and declared at each [vn.md §1–4]. */
export const obtainBrandname = async (world: World, tell: Narrator): Promise<Sender> => {
  tell.step("In Vietnam: a brandname, declared at each operator");
  const providerId = "vn-bulksms";
  const desk = await openFurtherDesk(world, { providerId, name: "BulkSMS", market: "VN" });
  const company = { name: "VT Edu", owner: "Nguyễn Văn An", mobile: "0912 345 678" };
  const { api, tenantId } = await register(world, providerId, company);
  // Declaration and the first month's maintenance are due as soon as an operator takes the name [vn.md §6].
  const paid = { currency: "VND", minor: "2000000" };
  await desk.finance.call("/v1/top-ups", wallet, {
    json: { tenantId, amount: paid, reference: `chuyển khoản ${tenantId}` },
  });
  const { operators } = await api.call(
    "/v1/brandname-proposals?brandname=VT.Edu",
    brandnameProposals,
  );
  tell.list(
    operators.map(
      ({ operator, verdict, proposals }) =>
        `VT.Edu at ${operator}: ${verdict}; to be written ${proposals.slice(0, 2).join(" or ")}`,
    ),
  );
  const documents = await upload(api, [
    "declaration_letter",
    "business_registration_or_establishment_decision",
  ]);
  const filed = {
    providerId,
    family: "brandname",
    sender: "VT.Edu",
    applicant: { kind: "legal", representativeIsSignatory: true },
    facts: {
      declaredBy: "direct",
      nameKind: "own_name",
      publicAdministrativeUnit: "false",
      purposes: ["customer_care", "internal_information", "advertising"],
    },
    documents,
  };
  await expectRefusal(tell, "separator_not_allowed", () =>
    api.call("/v1/applications", filedApplication, {
      json: { ...filed, spellings: { VIETTEL: "VT.Edu", VIETNAMOBILE: "VT.Edu" } },
    }),
  );
  // As each of them takes it; Viettel took the name as it is.
  const spellings = new Map(
    operators.map(({ operator, proposals: [proposed = ""] }) => [operator, proposed]),
  );
  const { declarations = [] } = await api.call("/v1/applications", filedApplication, {
    json: { ...filed, spellings: Object.fromEntries(spellings) },
  });
  let lineId: string | undefined;
  for (const { operator, sender, applicationId } of declarations) {
    tell.say(`at ${operator} it is written "${sender}"`);
    const begun = await api.call(`/v1/applications/${applicationId}`, application);
    const declared = await advance(desk.expert, begun, "complete", "hồ sơ đầy đủ", tell);
    const active = await advance(
      desk.operations,
      declared,
      "operator_accepts",
      "đã khai báo",
      tell,
    );
    lineId = active.lineId;
  }
  await showLine(api, lineId, tell);
  return { api, lineId: lineId ?? "", spellings };
};

type Company = { readonly api: Api; readonly tenantId: string };

/** A company that comes to a provider. */
export const register = async (
  world: World,
  providerId: string,
  company: { readonly name: string; readonly owner: string; readonly mobile: string },
): Promise<Company> => {
  const { apiKey = "", tenant } = await world.visitor.call("/v1/tenants", registered, {
    json: {
      providerId,
      kind: "legal",
      name: company.name,
      ownerName: company.owner,
      ownerEmail: `owner@${providerId}.example`,
      ownerMobile: company.mobile,
      termsAccepted: true,
    },
  });
  await keepCustomerKey(world.dir, apiKey, providerId);
  return { api: apiClient(world.base, apiKey), tenantId: tenant.tenantId };
};

const upload = async (
  api: Api,
  codes: readonly string[],
): Promise<Readonly<Record<string, string>>> => {
  const documents: Record<string, string> = {};
  for (const code of codes) {
    const stored = await api.call("/v1/documents", document, {
      form: fileForm(await drawPaper(code), `${code}.jpg`, { code }),
    });
    documents[code] = stored.documentId;
  }
  return documents;
};

const expectRefusal = async (
  tell: Narrator,
  code: string,
  file: () => Promise<unknown>,
): Promise<void> => {
  try {
    await file();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const findings = error.problem.findings ?? [];
    if (!findings.some((finding) => finding.code === code))
      throw new Error(`${code} was not named`, { cause: error });
    tell.say(`POST /v1/applications → ${error.status} ${error.problem.code}, nothing filed:`);
    tell.findings(findings);
    return;
  }
  throw new Error(`an application with ${code} was accepted`);
};

type Case = {
  readonly applicationId: string;
  readonly state: string;
  readonly version: number;
  readonly lineId?: string | undefined;
};

const advance = async (
  who: Desk["expert"],
  from: Case,
  event: string,
  note: string,
  tell: Narrator,
): Promise<Case> => {
  const to = await who.call(`/v1/applications/${from.applicationId}/events`, application, {
    json: { event, expectedVersion: from.version, note },
  });
  const due = to.dueAt === undefined ? "" : `  due ${to.dueAt.slice(0, 10)}`;
  tell.say(`${from.state} —${event}→ ${to.state}   (${note})${due}`);
  return to;
};

const showLine = async (api: Api, lineId: string | undefined, tell: Narrator): Promise<void> => {
  const sender = await api.call(`/v1/lines/${lineId ?? ""}`, line);
  if (sender.status !== "active") throw new Error(`sender ${sender.number} is ${sender.status}`);
  tell.say(`sender ${sender.number} is ${sender.status}`);
};
