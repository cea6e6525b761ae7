import { z } from "zod";

import { apiClient, fileForm, until } from "../story/client.js";
import type { ConsoleHouse } from "./console-house.js";
import type { SendingCompany } from "./sending-company.js";

const filled = z.object({ listId: z.string(), members: z.number() });
const templateShape = z.object({ templateId: z.string(), version: z.number() });
const campaignShape = z.object({
  campaignId: z.string(),
  state: z.string(),
  verdictId: z.string().optional(),
});
const complaintShape = z.object({ complaintId: z.string() });

type SendingWork = {
  readonly listId: string;
  readonly templateId: string;
  readonly heldId: string;
  /** By the approved template. */
  readonly sentId: string;
  readonly complaintId: string;
  /** Of the held campaign. */
  readonly verdictId: string;
};

/** Customers as people keep them: one twice, one that is no number. */
export function customersCsv(count: number): Buffer {
  const rows = Array.from(
    { length: count },
    (_, place) => `مریم,0912555${1_000 + place},${7_000 + place}`,
  );
  return Buffer.from(["نام,موبایل,کد", ...rows, "رضا,09125551000,1", "بدون شماره,-,2"].join("\n"));
}

/** A list that governs the company's line. */
export async function bringList({ api, lineId }: SendingCompany, count: number): Promise<string> {
  const { listId } = await api.call("/v1/lists", filled, {
    json: { name: "مشتریان", governsLineIds: [lineId] },
  });
  await api.call(`/v1/lists/${listId}/imports`, z.unknown(), {
    form: fileForm(customersCsv(count), "customers.csv", {}),
  });
  await until(
    () => api.call(`/v1/lists/${listId}`, filled),
    ({ members }) => members > 0,
    { within: 60_000, what: "the list" },
  );
  return listId;
}

/** A free text to more people than one may write to unseen. */
export async function holdCampaign(
  { api, lineId }: SendingCompany,
  listId: string,
): Promise<string> {
  const { campaignId } = await api.call("/v1/campaigns", campaignShape, {
    json: { name: "تعطیلی", lineId, listId, text: "فروشگاه آفتاب جمعه بسته است." },
  });
  await until(
    () => api.call(`/v1/campaigns/${campaignId}`, campaignShape),
    ({ state }) => state === "held",
    { within: 60_000, what: "the campaign to be held" },
  );
  return campaignId;
}

/** Everything that the screens of sending show: a list, an approved template, a held campaign, a refusal, a complaint. */
export async function doSendingWork(
  house: ConsoleHouse,
  company: SendingCompany,
  lineNumber: string,
): Promise<SendingWork> {
  const listId = await bringList(company, 1_200);
  const expert = apiClient(house.apiUrl, house.deskKeys["asanak"]?.expertKey ?? "");
  const { templateId, version } = await company.api.call("/v1/templates", templateShape, {
    json: {
      name: "ارسال سفارش",
      body: "سفارش {کد} ارسال شد. پیگیری در سایت آفتاب",
      variables: [{ name: "کد", maxLength: 12, type: "code" }],
    },
  });
  await expert.call(`/v1/templates/${templateId}/review`, z.unknown(), {
    json: { decision: "approve", note: "", expectedVersion: version },
  });
  const heldId = await holdCampaign(company, listId);
  const { campaignId: sentId } = await company.api.call("/v1/campaigns", campaignShape, {
    json: { name: "ارسال سفارش", lineId: company.lineId, listId, templateId },
  });
  await until(
    () => company.api.call(`/v1/campaigns/${sentId}`, campaignShape),
    ({ state }) => state === "finished" || state === "unfunded",
    { within: 90_000, what: "the campaign to be sent" },
  );
  const { verdictId = "" } = await company.api.call(`/v1/campaigns/${heldId}`, campaignShape);
  await company.api.call("/v1/opt-outs", z.unknown(), { json: { number: "09125551003" } });
  const { complaintId } = await expert.call("/v1/complaints", complaintShape, {
    json: {
      source: "subscriber",
      sender: lineNumber,
      number: "09125551000",
      text: "من خریدی نکرده‌ام.",
    },
  });
  return { listId, templateId, heldId, sentId, complaintId, verdictId };
}
