import { z } from "zod";

import { apiClient } from "../story/client.js";
import { application } from "../story/shapes.js";
import type { ConsoleHouse } from "./console-house.js";

/** Leads a filed 021 case by the API to an active line, as its desk does. */
export async function leadToActive(house: ConsoleHouse, caseId: string): Promise<string> {
  const keys = house.deskKeys["asanak"];
  if (keys === undefined) throw new Error("Asanak has no desk.");
  const expert = apiClient(house.apiUrl, keys.expertKey);
  const operations = apiClient(house.apiUrl, keys.operationsKey);
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
