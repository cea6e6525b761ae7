import { z } from "zod";

import { drawPaper } from "../input/commitment-form.js";
import { apiClient, fileForm, until, type Api } from "../story/client.js";
import { application, document, filedApplication, registered } from "../story/shapes.js";
import type { ConsoleHouse } from "./console-house.js";
import { joinTenant } from "./join-desk.js";
import type { SendingCompany } from "./sending-company.js";
import { topUp } from "./top-up.js";

/** A company of Türkiye or Vietnam, and what it does before its screens have something to show. */
export type Abroad = {
  readonly providerId: string;
  /** Title or brandname. */
  readonly sender: string;
  readonly company: string;
  readonly owner: string;
  readonly mobile: string;
  readonly papers: readonly string[];
  /** What it files beside who it is. */
  readonly filing: object;
  /** The steps of the desk, from filed to active. */
  readonly steps: readonly (readonly ["expert" | "operations", string, string])[];
  readonly paid: { readonly currency: string; readonly minor: string };
  /** Subscribers' numbers begin so; four digits follow. */
  readonly subscribers: string;
  readonly columns: readonly [string, string, string];
  readonly template: { readonly name: string; readonly body: string; readonly code: string };
  /** A free text that the desk has to look at. */
  readonly free: string;
  readonly listName: string;
  readonly campaignName: string;
  readonly traffic: string;
  readonly complaint: string;
};

/** @param sender a title or brandname that nobody else has asked for yet. */
export function turkey(sender: string): Abroad {
  return {
    providerId: "aktan",
    sender,
    company: "Örnek Kitap A.Ş.",
    owner: "Ada Yılmaz",
    mobile: "0532 111 22 33",
    papers: ["title_right_proof"],
    filing: { family: "sender_title", sender },
    steps: [
      ["expert", "approve", ""],
      ["operations", "operator_accepts", "kabul edildi"],
    ],
    paid: { currency: "TRC", minor: "50000" },
    subscribers: "0532555",
    columns: ["ad", "telefon", "kod"],
    template: {
      name: "Kargo bildirimi",
      body: "Siparişiniz {kod} kargoya verildi. Örnek Kitap",
      code: "kod",
    },
    free: "Mağazamız cuma günü kapalıdır. Örnek Kitap",
    listName: "Müşteriler",
    campaignName: "Cuma kapanışı",
    traffic: "informational",
    complaint: "Bu firmadan hiç alışveriş yapmadım.",
  };
}

/** @param sender see {@link turkey}. */
export function vietnam(sender: string): Abroad {
  return {
    providerId: "vn-bulksms",
    sender,
    company: "Công ty Giáo dục VT",
    owner: "Nguyễn Văn An",
    mobile: "0912 345 678",
    papers: ["declaration_letter", "business_registration_or_establishment_decision"],
    filing: {
      family: "brandname",
      sender,
      facts: {
        declaredBy: "direct",
        nameKind: "own_name",
        publicAdministrativeUnit: "false",
        purposes: ["customer_care", "internal_information", "advertising"],
      },
      spellings: { VIETTEL: sender, MOBIFONE: sender },
    },
    steps: [
      ["expert", "complete", "hồ sơ đầy đủ"],
      ["operations", "operator_accepts", "đã khai báo"],
    ],
    paid: { currency: "VND", minor: "20000000" },
    subscribers: "096155",
    columns: ["ten", "dienthoai", "ma"],
    template: {
      name: "Nhắc lịch học",
      body: "VT Edu: lop {ma} cua ban bat dau luc 7:30 ngay mai.",
      code: "ma",
    },
    free: "VT Edu: trung tam nghi thu Sau tuan nay.",
    listName: "Học viên",
    campaignName: "Báo nghỉ thứ Sáu",
    traffic: "customer_care",
    complaint: "Tôi chưa từng đăng ký học ở đây.",
  };
}

const withTenant = z.object({ tenant: z.object({ tenantId: z.string() }) });

/** The company with an active sender and money, and the address that its owner logs in with. */
export async function openAbroad(
  house: ConsoleHouse,
  abroad: Abroad,
  email: string,
): Promise<SendingCompany & { readonly email: string }> {
  const { providerId, company, owner, mobile, paid } = abroad;
  const { apiKey = "" } = await apiClient(house.apiUrl).call("/v1/tenants", registered, {
    json: {
      providerId,
      kind: "legal",
      name: company,
      ownerName: owner,
      ownerEmail: `first-${email}`,
      ownerMobile: mobile,
      termsAccepted: true,
    },
  });
  const api = apiClient(house.apiUrl, apiKey);
  const { tenantId } = (await api.call("/v1/me", withTenant)).tenant;
  if (paid.minor !== "0") {
    await topUp(house, providerId, { tenantId, ...paid, reference: `bank ${tenantId}` });
  }
  const lineId = await obtainSender(house, api, abroad);
  await joinTenant(house, apiKey, email);
  return { api, lineId, tenantId, email };
}

/** Files for a sender and leads it to be active; answers with its line. */
export async function obtainSender(
  { apiUrl, deskKeys }: ConsoleHouse,
  api: Api,
  { providerId, papers, filing, steps }: Abroad,
): Promise<string> {
  const keys = deskKeys[providerId];
  const desk = {
    expert: apiClient(apiUrl, keys?.expertKey ?? ""),
    operations: apiClient(apiUrl, keys?.operationsKey ?? ""),
  };
  if (providerId === "aktan") await holdLicences(apiClient(apiUrl, keys?.administratorKey ?? ""));
  const documents: Record<string, string> = {};
  for (const code of papers) {
    const form = fileForm(await drawPaper(code), `${code}.jpg`, { code });
    documents[code] = (await api.call("/v1/documents", document, { form })).documentId;
  }
  const filed = await api.call("/v1/applications", filedApplication, {
    json: {
      providerId,
      applicant: { kind: "legal", representativeIsSignatory: true },
      documents,
      ...filing,
    },
  });
  const { declarations = [filed] } = filed;
  let lineId = "";
  for (const { applicationId } of declarations.length === 0 ? [filed] : declarations) {
    for (const [who, event, note] of steps) {
      const path = `/v1/applications/${applicationId}`;
      const { version } = await desk[who].call(path, z.object({ version: z.number() }));
      const json = { event, expectedVersion: version, note };
      const after = await desk[who].call(`${path}/events`, application, { json });
      lineId = after.lineId ?? lineId;
    }
  }
  return lineId;
}

/** What the provider must show before it may send [tr.md §2]. */
async function holdLicences(administrator: Api): Promise<void> {
  const path = "/v1/providers/aktan/eligibility";
  const { version } = await administrator.call(path, z.object({ version: z.number() }));
  await administrator.call(path, z.unknown(), {
    method: "PUT",
    json: {
      kind: "partner",
      requirements: { btkAuthorised: true, iso9001: true, iso27001: true, licencePublished: true },
      version,
    },
  });
}

/** What its owner has done when somebody looks at the screens. */
export type AbroadWork = {
  readonly listId: string;
  readonly templateId: string;
  readonly heldId: string;
  readonly sentId: string;
  readonly complaintId: string;
};

const campaignShape = z.object({ campaignId: z.string(), state: z.string() });

/** A list, an approved template, a held campaign, a sent one, a refusal and a complaint. */
export async function doAbroadWork(
  { apiUrl, deskKeys }: ConsoleHouse,
  { api, lineId }: SendingCompany,
  abroad: Abroad,
): Promise<AbroadWork> {
  const expert = apiClient(apiUrl, deskKeys[abroad.providerId]?.expertKey ?? "");
  const listId = await bringListAbroad(api, abroad);
  const { code } = abroad.template;
  const { templateId, version } = await api.call(
    "/v1/templates",
    z.object({ templateId: z.string(), version: z.number() }),
    {
      json: {
        name: abroad.template.name,
        body: abroad.template.body,
        variables: [{ name: code, maxLength: 8, type: "code" }],
      },
    },
  );
  await expert.call(`/v1/templates/${templateId}/review`, z.unknown(), {
    json: { decision: "approve", note: "", expectedVersion: version },
  });
  const campaign = async (what: object): Promise<string> => {
    const json = { name: abroad.campaignName, lineId, listId, traffic: abroad.traffic, ...what };
    const { campaignId } = await api.call("/v1/campaigns", campaignShape, { json });
    await until(
      () => api.call(`/v1/campaigns/${campaignId}`, campaignShape),
      ({ state }) => ["held", "finished", "refused", "unfunded", "waiting"].includes(state),
      { within: 90_000, what: "the campaign to rest" },
    );
    return campaignId;
  };
  const heldId = await campaign({ text: abroad.free });
  const sentId = await campaign({ name: abroad.template.name, templateId });
  await api.call("/v1/opt-outs", z.unknown(), { json: { number: `${abroad.subscribers}1003` } });
  const { complaintId } = await expert.call(
    "/v1/complaints",
    z.object({ complaintId: z.string() }),
    {
      json: {
        source: "subscriber",
        sender: abroad.sender,
        number: `${abroad.subscribers}1000`,
        text: abroad.complaint,
      },
    },
  );
  return { listId, templateId, heldId, sentId, complaintId };
}

async function bringListAbroad(
  api: Api,
  { columns, subscribers, listName }: Abroad,
): Promise<string> {
  const rows = Array.from(
    { length: 1_200 },
    (_, place) => `Ada,${subscribers}${1_000 + place},K${place}`,
  );
  const csv = Buffer.from([columns.join(","), ...rows].join("\n"));
  const { listId } = await api.call("/v1/lists", z.object({ listId: z.string() }), {
    json: { name: listName, governsLineIds: [] },
  });
  await api.call(`/v1/lists/${listId}/imports`, z.unknown(), {
    form: fileForm(csv, "customers.csv", {}),
  });
  await until(
    () => api.call(`/v1/lists/${listId}`, z.object({ members: z.number() })),
    ({ members }) => members > 0,
    { within: 60_000, what: "the list" },
  );
  return listId;
}
