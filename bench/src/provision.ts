import { openAsBlob } from "node:fs";
import { basename, join } from "node:path";
import {
  apiClient,
  approveTemplate,
  list,
  listImport,
  obtainLine,
  openWorld,
  topUp,
  until,
  type Api,
  type Customer,
  type Narrator,
} from "@whiteline/e2e";
import type { Stack } from "@whiteline/local";
import { z } from "zod";

/** Everything a campaign needs. */
export type Sender = Customer & { readonly listId: string; readonly templateId: string };

const IMPORT_WITHIN_MS = 600_000;
/** More than any measure sends, at the highest price per part of the example tariffs. */
const TOP_UP_RIAL = 10_000_000_000n;

/** The story is told to nobody. */
const silence: Narrator = {
  step: () => undefined,
  say: () => undefined,
  list: () => undefined,
  findings: () => undefined,
  running: () => undefined,
};

/** From nothing to a funded tenant with an active line, a filled list and an approved template, over the public API. */
export const provisionSender = async (stack: Stack, workbook: string): Promise<Sender> => {
  const world = await openWorld(join(stack.run.dir, "run.json"), silence);
  const customer = await obtainLine(world, silence);
  const { listId } = await importWorkbook(customer.api, workbook, [customer.lineId]);
  const templateId = await approveTemplate(world, customer, silence);
  await topUp(world, customer, silence, TOP_UP_RIAL);
  return { ...customer, listId, templateId };
};

/**
 * Uploads a workbook into a new list and waits until it is read.
 * @throws Error when it is refused
 */
export const importWorkbook = async (
  api: Api,
  path: string,
  governsLineIds: readonly string[],
): Promise<z.infer<typeof listImport> & { readonly listId: string }> => {
  const { listId } = await api.call("/v1/lists", list, {
    json: { name: "customers", governsLineIds },
  });
  const form = new FormData();
  form.set("file", await openAsBlob(path), basename(path));
  const { importId } = await api.call(`/v1/lists/${listId}/imports`, listImport, { form });
  const done = await until(
    () => api.call(`/v1/imports/${importId}`, listImport),
    ({ state }) => state === "finished" || state === "refused",
    { within: IMPORT_WITHIN_MS, every: 100, what: "the import" },
  );
  if (done.state === "refused")
    throw new Error(`${path} was refused: ${done.refusal?.code ?? "without a code"}`);
  return { ...done, listId };
};

/** A tenant of its own, for what asks for no line; `operations` is there for who opened the provider. */
export const registerTenant = async (
  stack: Stack,
): Promise<{ readonly api: Api; readonly tenantId: string; readonly operations?: Api }> => {
  const base = stack.run.api ?? "";
  const visitor = apiClient(base);
  const { operationsKey } = await visitor.call(
    "/v1/providers",
    z.looseObject({ operationsKey: z.string().optional() }),
    {
      json: { providerId: "asanak", name: "Asanak", market: "IR" },
      headers: { "x-installation-key": stack.secrets.installationKey },
    },
  );
  const { apiKey, tenant } = await visitor.call(
    "/v1/tenants",
    z.looseObject({
      apiKey: z.string(),
      tenant: z.looseObject({ tenantId: z.string() }),
    }),
    {
      json: {
        providerId: "asanak",
        kind: "legal",
        name: "Bench",
        ownerName: "Bench",
        ownerEmail: "owner@bench.example",
        ownerMobile: "09121110000",
        termsAccepted: true,
      },
    },
  );
  return {
    api: apiClient(base, apiKey),
    tenantId: tenant.tenantId,
    ...(operationsKey !== undefined && { operations: apiClient(base, operationsKey) }),
  };
};
