import { z } from "zod";

import { drawPaper } from "../input/commitment-form.js";
import { apiClient } from "../story/client.js";
import { registered } from "../story/shapes.js";
import type { ConsoleHouse } from "./console-house.js";
import type { SendingCompany } from "./sending-company.js";

type Money = { readonly currency: string; readonly minor: string };

/** What a part costs in the drafts, in what each provider's customers pay with. */
const PRICES: Readonly<Record<string, readonly object[]>> = {
  asanak: [
    { script: "ucs2", perPart: { currency: "IRR", minor: "1100" } },
    { script: "gsm7", perPart: { currency: "IRR", minor: "2300" } },
  ],
  aktan: [{ perPart: { currency: "TRC", minor: "2" } }],
  "vn-bulksms": [{ perPart: { currency: "VND", minor: "900" } }],
};

/** An order of credit by bank transfer, by a discount code if there is one, whose proof waits for finance. */
export async function orderByTransfer(
  { api }: Pick<SendingCompany, "api">,
  value: Money,
  code?: string,
): Promise<string> {
  const { orderId } = await api.call("/v1/orders", z.object({ orderId: z.string() }), {
    json: { value, method: "transfer", ...(code !== undefined && { code }) },
  });
  const form = new FormData();
  form.append("code", "transfer_proof");
  const slip = await drawPaper("transfer_proof");
  form.append("file", new Blob([new Uint8Array(slip)], { type: "image/jpeg" }), "slip.jpg");
  const { documentId } = await api.call("/v1/documents", z.object({ documentId: z.string() }), {
    form,
  });
  await api.call(`/v1/orders/${orderId}/proof`, z.unknown(), {
    json: { documentId, note: "bank 88213" },
  });
  return orderId;
}

/** An order that its payer pays at the port twice: the second payment waits for finance. */
export async function payTwice(
  { api }: Pick<SendingCompany, "api">,
  { consoleUrl }: ConsoleHouse,
  value: Money,
): Promise<void> {
  const placed = z.object({ redirectUrl: z.string() });
  const { redirectUrl } = await api.call("/v1/orders", placed, {
    json: { value, method: "port", returnUrl: `${consoleUrl}/wallet/orders` },
  });
  for (const choice of ["paid", "paid"]) {
    const body = new URLSearchParams({ choice });
    await fetch(redirectUrl, { method: "POST", body, redirect: "manual" });
  }
}

/** A draft of prices for one customer of a provider, dearer than what holds; answers with its name. */
export async function draftPrices(
  { apiUrl, deskKeys }: ConsoleHouse,
  providerId: string,
  tenantId: string,
  run: string,
): Promise<string> {
  const id = `own-${run}`;
  await apiClient(apiUrl, deskKeys[providerId]?.financeKey ?? "").call(
    `/v1/tariff-drafts/${id}`,
    z.unknown(),
    {
      method: "PUT",
      json: {
        tenantId,
        description: "۱۴۰۶",
        tiers: [{ fromPart: 1, prices: PRICES[providerId] ?? [] }],
      },
    },
  );
  return id;
}

/**
 * A company that accepted an invitation to become a customer of another, and waits for finance.
 * @returns the path of a further invitation, which nobody accepted.
 */
export async function inviteTwice(
  { api }: Pick<SendingCompany, "api">,
  { apiUrl }: ConsoleHouse,
  run: string,
): Promise<string> {
  const invite = async (name: string) => {
    const made = z.object({ code: z.string() });
    return (await api.call("/v1/resold/invitations", made, { json: { name } })).code;
  };
  const { apiKey = "" } = await apiClient(apiUrl).call("/v1/tenants", registered, {
    json: {
      ...{ providerId: "asanak", kind: "legal", name: "پخش البرز", ownerName: "سارا نوری" },
      ...{ ownerEmail: `resold-${run}@alborz.example`, ownerMobile: "09121234567" },
      termsAccepted: true,
    },
  });
  const code = await invite("پخش البرز");
  await apiClient(apiUrl, apiKey).call("/v1/resale-invitations/acceptance", z.unknown(), {
    json: { code },
  });
  return `/join/${await invite("کتاب‌سرای VT 2")}`;
}
