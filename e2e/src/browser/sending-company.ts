import { z } from "zod";

import { apiClient, type Api } from "../story/client.js";
import type { ConsoleHouse } from "./console-house.js";
import { fileCase } from "./file-case.js";
import { leadToActive } from "./lead-case.js";
import { topUp } from "./top-up.js";

export type SendingCompany = {
  readonly api: Api;
  readonly lineId: string;
  readonly tenantId: string;
};

/** A company of Asanak with an active 021 service line and money, and its owner, who logs in by a password. */
export async function openSendingCompany(
  house: ConsoleHouse,
  lineNumber: string,
  owner: { readonly email: string; readonly name: string; readonly password: string },
): Promise<SendingCompany> {
  const { caseId, apiKey } = await fileCase(house.apiUrl, lineNumber);
  const lineId = await leadToActive(house, caseId);
  const api = apiClient(house.apiUrl, apiKey);
  const { tenant } = await api.call(
    "/v1/me",
    z.object({ tenant: z.object({ tenantId: z.string() }) }),
  );
  const { token } = await api.call("/v1/invitations", z.object({ token: z.string() }), {
    json: { email: owner.email, roles: ["owner"], language: "fa" },
  });
  await apiClient(house.apiUrl).call(`/v1/invitations/${token}/accept`, z.unknown(), {
    json: { name: owner.name, password: owner.password },
  });
  await topUp(house, "asanak", {
    tenantId: tenant.tenantId,
    currency: "IRR",
    minor: "50000000",
    reference: `bank ${lineNumber}`,
  });
  return { api, lineId, tenantId: tenant.tenantId };
}
