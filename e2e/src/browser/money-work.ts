import { z } from "zod";

import { drawPaper } from "../input/commitment-form.js";
import { apiClient } from "../story/client.js";
import type { ConsoleHouse } from "./console-house.js";
import type { SendingCompany } from "./sending-company.js";

/** An order of credit by bank transfer whose proof waits for finance. */
export async function orderByTransfer({ api }: SendingCompany): Promise<string> {
  const { orderId } = await api.call("/v1/orders", z.object({ orderId: z.string() }), {
    json: { value: { currency: "IRR", minor: "25000000" }, method: "transfer" },
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

/** A draft of prices for one customer of Asanak; answers with its name. */
export async function draftPrices(
  { apiUrl, deskKeys }: ConsoleHouse,
  tenantId: string,
  run: string,
): Promise<string> {
  const id = `own-${run}`;
  await apiClient(apiUrl, deskKeys["asanak"]?.financeKey ?? "").call(
    `/v1/tariff-drafts/${id}`,
    z.unknown(),
    {
      method: "PUT",
      json: {
        tenantId,
        description: "۱۴۰۶",
        tiers: [
          {
            fromPart: 1,
            prices: [
              { script: "ucs2", perPart: { currency: "IRR", minor: "1100" } },
              { script: "gsm7", perPart: { currency: "IRR", minor: "2300" } },
            ],
          },
        ],
      },
    },
  );
  return id;
}
