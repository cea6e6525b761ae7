import { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import type { Api } from "@whiteline/e2e";
import type { Stack } from "@whiteline/local";
import { createClient, serviceTokens, type Client } from "@whiteline/service-kit";
import { mongo } from "mongoose";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { watch } from "./processes.js";
import { importWorkbook } from "./provision.js";

const ROUNDS = 3;
type Lists = Client<typeof ListsServiceDefinition>;

/**
 * A million customers streamed by lists as an audience, filtered, as campaigns asks for one; beside it the same documents
 * read from MongoDB with nothing else done. Of three rounds each, in turn, the middle one counts.
 */
export const measureAudience = async (
  stack: Stack,
  { api, tenantId }: { readonly api: Api; readonly tenantId: string },
  workbook: string,
): Promise<Measured> => {
  const load = loadAverage();
  const { listId, kept } = await importWorkbook(api, workbook, []);
  const accountsUrl = `127.0.0.1:${stack.port("accounts", "GRPC_PORT")}`;
  const secret = stack.secrets.serviceSecrets["campaigns"] ?? "";
  const tokens = serviceTokens({
    accountsUrl,
    service: "campaigns",
    secret,
    now: () => new Date(),
  });
  const lists = createClient(
    ListsServiceDefinition,
    `127.0.0.1:${stack.port("lists", "GRPC_PORT")}`,
  );
  const database = await mongo.MongoClient.connect(stack.mongodUri);
  try {
    const members = database.db("whiteline_lists").collection("members");
    const used = watch({ lists: stack.pid("lists"), mongod: stack.pid("mongod") });
    const read: number[] = [];
    const service: number[] = [];
    const advertising: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      read.push(await seconds(() => readAll(members)));
      const options = await tokens.forTenant(tenantId);
      service.push(await seconds(() => stream(lists, { listId, advertising: false }, options)));
      advertising.push(await seconds(() => stream(lists, { listId, advertising: true }, options)));
    }
    const readSeconds = middle(read);
    return {
      name: "audience",
      figures: {
        recipients: kept,
        readSeconds,
        serviceSeconds: middle(service),
        advertisingSeconds: middle(advertising),
        recipientsPerSecond: kept / middle(service),
      },
      processes: used.read(),
      load,
    };
  } finally {
    await database.close();
    lists[Symbol.dispose]();
    tokens[Symbol.dispose]();
  }
};

const readAll = async (members: mongo.Collection): Promise<void> => {
  for await (const bucket of members.find({}, { batchSize: 16 })) if (bucket["seq"] === -1) return;
};

const stream = async (
  lists: Lists,
  { listId, advertising }: { readonly listId: string; readonly advertising: boolean },
  options: Parameters<Lists["streamAudience"]>[1],
): Promise<void> => {
  const line = { lineId: "bench", family: "", market: "IR", advertising, governedByList: false };
  // As campaigns asks for a template with one variable.
  const asked = { line, listId, namedVariablesOnly: true, variables: ["code"], packed: true };
  for await (const { part } of lists.streamAudience(asked, options))
    if (part?.$case === "summary" && part.value.kept === 0n) throw new Error("nobody was kept");
};

const seconds = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
};
const middle = (times: number[]): number =>
  times.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
