import { apiClient } from "../story/client.js";
import { wallet } from "../story/shapes.js";
import type { ConsoleHouse } from "./console-house.js";

/** A provider's finance books what a company paid, in minor units of its currency. */
export async function topUp(
  { apiUrl, deskKeys }: ConsoleHouse,
  providerId: string,
  payment: {
    readonly tenantId: string;
    readonly currency: string;
    readonly minor: string;
    readonly reference: string;
  },
): Promise<void> {
  const { tenantId, currency, minor, reference } = payment;
  const finance = apiClient(apiUrl, deskKeys[providerId]?.financeKey ?? "");
  const json = { tenantId, amount: { currency, minor }, reference };
  await finance.call("/v1/top-ups", wallet, { json });
}
