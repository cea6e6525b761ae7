import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ceo, company, drawPapers, formOf, representative } from "../input/company.js";
import { writeCustomerFile } from "../input/customers.js";
import { apiClient, fileForm, Refused, until, type Api } from "./client.js";
import { amount, counts, type Narrator } from "./narrator.js";
import {
  application,
  checklist,
  companyFile,
  document,
  line,
  listImport,
  registered,
} from "./shapes.js";
import { keepCustomerKey, type World } from "./world.js";

export type Customer = {
  readonly api: Api;
  readonly apiKey: string;
  readonly tenantId: string;
  readonly lineId: string;
};

/** From registration to an active service line. */
export const obtainLine = async (world: World, tell: Narrator): Promise<Customer> => {
  tell.step("A company registers with Asanak");
  const { tenant, apiKey = "" } = await world.visitor.call("/v1/tenants", registered, {
    json: {
      providerId: "asanak",
      kind: "legal",
      name: company.name,
      ownerName: `${ceo.firstName} ${ceo.lastName}`,
      ownerEmail: ceo.email,
      ownerMobile: "۰۹۱۲۱۱۱۰۰۰۰",
      termsAccepted: true,
    },
  });
  await keepCustomerKey(world.dir, apiKey);
  const api = apiClient(world.base, apiKey);
  tell.say(`POST /v1/tenants → 201, tenant ${tenant.tenantId}, API key shown once`);

  tell.step("It fills its company file");
  const file = await api.call("/v1/company-file", companyFile, {
    method: "PUT",
    json: {
      companyName: company.name,
      nationalId: company.nationalId,
      economicCode: company.economicCode,
      registrationNumber: company.registrationNumber,
      activityType: company.activity,
      website: company.site,
      email: company.email,
      ceo,
      representative,
      sector: "general",
      version: 0,
    },
  });
  tell.say(`PUT /v1/company-file → 200, version ${file.version}`);

  tell.step("It asks what a 021 service line demands");
  const demands = await api.call(
    "/v1/checklists?provider=asanak&family=landline_021&applicantKind=legal&representativeIsSignatory=true",
    checklist,
  );
  tell.say("GET /v1/checklists → 200");
  tell.list(demands.documents.map((d) => `${d.code}: ${d.english} [${d.source}]`));
  tell.say(
    `guarantee: promissory note of ${amount(demands.guarantee?.amount)} to ${demands.guarantee?.beneficiaryName ?? "?"} [${demands.guarantee?.source ?? ""}]`,
  );
  tell.say(
    `originals on paper: ${demands.originals.join(", ")}; time: ${demands.duration?.minimum ?? "?"} to ${demands.duration?.maximum ?? "?"} [${demands.duration?.source ?? ""}]`,
  );
  tell.say(
    `${demands.formRules.length} rules to read before the form is filled, ${demands.listRules.length} for the customer list`,
  );

  const documents = await uploadPapers(api, world, tell);
  const good = await importSample(api, world, tell, "clean");
  const bad = await importSample(api, world, tell, "careless");

  tell.step('First try: a Gmail address, the subject "informing", numbers of other operators');
  const filed = {
    providerId: "asanak",
    family: "landline_021",
    lineNumber: company.lineNumber,
    applicant: {
      kind: "legal",
      representativeIsSignatory: true,
      nationalCardIsSmart: true,
      sector: "general",
    },
    note: {
      amount: { currency: "IRR", minor: demands.guarantee?.amount?.minor ?? "0" },
      beneficiaryCode: demands.guarantee?.beneficiaryCode ?? "",
      stampedAndSigned: true,
    },
    documents,
  };
  const careless = {
    ...formOf(company.subject),
    email: "aftab.ketab@gmail.com",
    messageSubject: "اطلاع‌رسانی",
  };
  try {
    await api.call("/v1/applications", application, {
      json: { ...filed, form: careless, customerListImportId: bad },
    });
    throw new Error("the careless application was accepted");
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const findings = error.problem.findings ?? [];
    tell.say(
      `POST /v1/applications → ${error.status} ${error.problem.code}, all ${findings.length} deficiencies at once, nothing filed:`,
    );
    tell.findings(findings);
    const expected = ["email_public_provider", "generic_content_subject", "non_mci_present"];
    const missing = expected.filter((code) => !findings.some((finding) => finding.code === code));
    if (missing.length > 0)
      throw new Error(`deficiencies that were not named: ${missing.join(", ")}`);
  }

  tell.step("The corrected application goes its way");
  let state = await api.call("/v1/applications", application, {
    json: { ...filed, form: formOf(company.subject), customerListImportId: good },
  });
  tell.say(
    `POST /v1/applications → 201, ${state.state}; filed as ${Object.values(state.fileNames).join(", ")}`,
  );
  const advance = async (
    who: Api,
    by: string,
    event: string,
    note: string,
    originals: readonly string[] = [],
  ): Promise<void> => {
    const from = state.state;
    state = await who.call(`/v1/applications/${state.applicationId}/events`, application, {
      json: { event, expectedVersion: state.version, note, findings: [], originals },
    });
    tell.say(
      `${from} —${event}→ ${state.state}   (${by}: ${note})${state.dueAt === undefined ? "" : `  due ${state.dueAt.slice(0, 10)}`}`,
    );
  };
  await advance(world.expert, "expert", "approve", "documents are in order");
  await advance(
    world.operations,
    "operations",
    "originals_arrive",
    "received by courier",
    demands.originals,
  );
  await advance(world.operations, "operations", "forward", "sent to the operator");
  await advance(world.operations, "operations", "start_review", "the operator examines it");
  await advance(world.operations, "operations", "whitelist", "شماره در لیست سفید قرار گرفت");
  const lineId = state.lineId ?? "";
  const active = await until(
    () => api.call(`/v1/lines/${lineId}`, line),
    (it) => it.activationNotice === "sent",
    { within: 90_000, what: "the activation SMS" },
  );
  tell.say(
    `line ${active.number} is ${active.status}, type ${active.type}; activation SMS to the representative from 021000000: ${active.activationMessageId ?? ""}`,
  );
  return { api, apiKey, tenantId: tenant.tenantId, lineId };
};

const uploadPapers = async (
  api: Api,
  world: World,
  tell: Narrator,
): Promise<Readonly<Record<string, string>>> => {
  tell.step("It draws the papers and puts them into the company file, once");
  const { form, note } = await drawPapers(company.lineNumber);
  const sample = await sampleFile(world, "clean");
  const documents: Record<string, string> = {};
  for (const [code, bytes, name] of [
    ["commitment_form", form, "form.jpg"],
    ["promissory_note", note, "safteh.jpg"],
    ["customer_list", sample, "customers.xlsx"],
  ] as const) {
    const stored = await api.call("/v1/documents", document, {
      form: fileForm(bytes, name, { code }),
    });
    documents[code] = stored.documentId;
    tell.say(
      `POST /v1/documents ${code} → 201, ${stored.mediaType}, ${stored.sizeBytes} bytes, stored encrypted`,
    );
  }
  return documents;
};

const sampleFile = async (world: World, kind: "clean" | "careless"): Promise<Buffer> => {
  const path = join(world.dir, `sample-${kind}.xlsx`);
  await writeCustomerFile({
    path,
    rows: 450,
    seed: 11,
    mess: 0,
    otherOperators: kind === "clean" ? 0 : 0.2,
  });
  return readFile(path);
};

const importSample = async (
  api: Api,
  world: World,
  tell: Narrator,
  kind: "clean" | "careless",
): Promise<string> => {
  tell.step(`It uploads the application's sample list (${kind})`);
  const form = fileForm(await sampleFile(world, kind), `${company.lineNumber}.xlsx`, {});
  const received = await api.call("/v1/imports", listImport, { form });
  const done = await until(
    () => api.call(`/v1/imports/${received.importId}`, listImport),
    (it) => it.state === "finished" || it.state === "refused",
    { within: 60_000, what: "the sample import" },
  );
  tell.say(
    `POST /v1/imports → 202; ${done.state}: ${done.kept} numbers kept, dropped: ${counts(done.dropped)}; operators: ${counts(done.operators)}`,
  );
  return done.importId;
};
