import { openAsBlob } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeCustomerFile } from "../src/input/customers.js";
import { apiClient, until, type Api } from "../src/story/client.js";
import type { Narrator } from "../src/story/narrator.js";
import { approveTemplate, topUp } from "../src/story/send-campaign.js";
import {
  campaign,
  filedApplication,
  line,
  list,
  listImport,
  registered,
} from "../src/story/shapes.js";
import { openFurtherDesk, openWorld } from "../src/story/world.js";
import type { House } from "../test/house.js";

/** A tenant with money, an active service line, customers and an approved template. */
export type Sender = {
  readonly api: Api;
  readonly apiKey: string;
  readonly tenantId: string;
  readonly lineId: string;
  readonly listId: string;
  readonly templateId: string;
  /** Its customers in E.164, without those of tenants before it. */
  readonly numbers: readonly string[];
};

/** The story is told to nobody. */
const silence: Narrator = {
  step: () => undefined,
  say: () => undefined,
  list: () => undefined,
  findings: () => undefined,
  running: () => undefined,
};

const TOP_UP_RIAL = 10_000_000_000n;

/**
 * Opens provider Melipayamak in a house and tenants of it on its common sender, each with so many customers at MCI whom
 * no other has.
 */
export const openSenders = async (house: House, rows: readonly number[]): Promise<Sender[]> => {
  const installation = await openWorld(join(house.dir, "run.json"), silence);
  const providerId = "melipayamak";
  const opened = { providerId, name: "Melipayamak", market: "IR" };
  const desk = await openFurtherDesk(installation, opened);
  const world = { ...installation, ...desk };
  await desk.operations.call("/v1/lines", line, {
    json: {
      ...{ tenantId: desk.platformTenantId, providerId, market: "IR" },
      ...{ family: "shared_pattern", number: "50004000", type: "service" },
    },
  });
  const senders: Sender[] = [];
  const taken = new Set<string>();
  for (const [i, many] of rows.entries()) {
    const { tenant, apiKey = "" } = await world.visitor.call("/v1/tenants", registered, {
      json: {
        ...{ providerId, kind: "legal", name: `Sender ${i}`, termsAccepted: true },
        ...{ ownerName: "Owner", ownerEmail: `owner${i}@sender.example` },
        ownerMobile: `0912111000${i}`,
      },
    });
    const { tenantId } = tenant;
    const api = apiClient(world.base, apiKey);
    const { lineId = "" } = await api.call("/v1/applications", filedApplication, {
      json: {
        ...{ providerId, family: "shared_pattern", facts: { hasSite: true } },
        applicant: { kind: "legal" },
      },
    });
    const customer = { api, apiKey, tenantId, lineId };
    const path = join(house.dir, `customers-${i}.xlsx`);
    const file = { path, rows: many, seed: 7 + i, mess: 0, otherOperators: 0 };
    const { numbers } = await writeCustomerFile(file);
    const listId = await importFile(api, path);
    const templateId = await approveTemplate(world, customer, silence);
    await topUp(world, customer, silence, TOP_UP_RIAL);
    const own = [...numbers].filter((number) => !taken.has(number));
    for (const number of own) taken.add(number);
    senders.push({ ...customer, listId, templateId, numbers: own });
  }
  return senders;
};

const importFile = async (api: Api, path: string): Promise<string> => {
  const { listId } = await api.call("/v1/lists", list, { json: { name: "customers" } });
  const form = new FormData();
  form.set("file", await openAsBlob(path), "customers.xlsx");
  const { importId } = await api.call(`/v1/lists/${listId}/imports`, listImport, { form });
  await until(
    () => api.call(`/v1/imports/${importId}`, listImport),
    ({ state }) => state === "finished",
    { within: 300_000, what: "the import" },
  );
  return listId;
};

/** Sends to the whole list; resolves with the campaign's path when the first chunks are on the road. */
export const beginCampaign = async (sender: Sender, name: string): Promise<string> => {
  const { api, lineId, listId, templateId } = sender;
  const { campaignId } = await api.call("/v1/campaigns", campaign, {
    json: { name, lineId, listId, templateId, dryRun: false },
  });
  const path = `/v1/campaigns/${campaignId}`;
  await until(
    () => api.call(path, campaign),
    ({ state, progress }) => state === "finished" || (progress?.chunksReleased ?? 0) > 0,
    { within: 300_000, what: `the release of ${name}` },
  );
  return path;
};

export const stateOf = async ({ api }: Sender, path: string): Promise<string> =>
  (await api.call(path, campaign)).state;

export const awaitEnd = async (sender: Sender, path: string): Promise<void> => {
  await until(
    () => stateOf(sender, path),
    (state) => state === "finished",
    { within: 600_000, every: 1_000, what: `the end of ${path}` },
  );
};

/** What is read of a post's answer: of one message, or of many. */
const posted = z.looseObject({
  accepted: z.number().optional(),
  code: z.string().optional(),
  results: z
    .array(z.looseObject({ finding: z.looseObject({ code: z.string() }).optional() }))
    .optional(),
});
export type Posted = z.infer<typeof posted> & { readonly status: number };

/** POST /v1/messages as an integrator does it, once: what is refused is not asked again. */
export const post = async (
  { stack }: House,
  { apiKey }: Sender,
  key: string,
  json: object,
): Promise<Posted> => {
  const answer = await fetch(`${stack.run.api ?? ""}/v1/messages`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify(json),
  });
  return { ...posted.parse(await answer.json()), status: answer.status };
};
