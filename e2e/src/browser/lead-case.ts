import { z } from "zod";

import { apiClient } from "../story/client.js";
import { application, line } from "../story/shapes.js";
import type { ConsoleHouse } from "./console-house.js";

function deskOf(house: ConsoleHouse) {
  const keys = house.deskKeys["asanak"];
  if (keys === undefined) throw new Error("Asanak has no desk.");
  return {
    expert: apiClient(house.apiUrl, keys.expertKey),
    operations: apiClient(house.apiUrl, keys.operationsKey),
  };
}

/** Leads a filed 021 case by the API to an active line, as its desk does. */
export async function leadToActive(house: ConsoleHouse, caseId: string): Promise<string> {
  const { expert, operations } = deskOf(house);
  const path = `/v1/applications/${caseId}`;
  let lineId: string | undefined;
  for (const { event, originals = [], who = operations } of [
    { event: "approve", who: expert },
    { event: "originals_arrive", originals: ["commitment_form", "promissory_note"] },
    { event: "forward" },
    { event: "start_review" },
    { event: "whitelist" },
  ]) {
    const { version } = await expert.call(path, z.object({ version: z.number() }));
    const note = event === "whitelist" ? "شماره در لیست سفید قرار گرفت" : "";
    const json = { event, expectedVersion: version, note, findings: [], originals };
    ({ lineId } = await who.call(`${path}/events`, application, { json }));
  }
  if (lineId === undefined) throw new Error("The case ended without a line.");
  return lineId;
}

/** Returns a filed case with two reasons. */
export async function returnCase(house: ConsoleHouse, caseId: string): Promise<void> {
  const { expert } = deskOf(house);
  const path = `/v1/applications/${caseId}`;
  const { version } = await expert.call(path, z.object({ version: z.number() }));
  const findings = [
    { code: "generic_content_subject", subject: "message_subject" },
    { code: "site_missing_company_name", subject: "site_url" },
  ].map((reason) => ({ ...reason, rule: "as the desk reads it", remedy: "as the desk advises" }));
  const json = { event: "deficient", expectedVersion: version, note: "", findings, originals: [] };
  await expert.call(`${path}/events`, application, { json });
}

/** Gives a line a renewal date and a price, and calls for a fresh list. */
export async function renewSoon(house: ConsoleHouse, lineId: string): Promise<void> {
  const { operations } = deskOf(house);
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const path = `/v1/lines/${lineId}`;
  const json = { renewsOn: soon, price: { currency: "IRR", minor: "12500000" } };
  await operations.call(`${path}/renewal`, line, { method: "PUT", json });
  await operations.call(`${path}/list-refresh-calls`, line, { json: {} });
}

/** The holder asks that a line become an advertising one, and the operator does it. */
export async function convertToAdvertising(
  house: ConsoleHouse,
  apiKey: string,
  lineId: string,
): Promise<void> {
  const { expert, operations } = deskOf(house);
  const { applicationId } = await apiClient(house.apiUrl, apiKey).call(
    `/v1/lines/${lineId}/conversion`,
    z.object({ applicationId: z.string() }),
    { json: { to: "advertising", note: "", documents: {} } },
  );
  const path = `/v1/applications/${applicationId}`;
  for (const { event, note = "", who } of [
    { event: "approve", who: expert },
    { event: "convert", note: "تبدیل شد", who: operations },
  ]) {
    const { version } = await expert.call(path, z.object({ version: z.number() }));
    const json = { event, expectedVersion: version, note, findings: [], originals: [] };
    await who.call(`${path}/events`, application, { json });
  }
}
