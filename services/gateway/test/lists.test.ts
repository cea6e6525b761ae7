import { afterAll, beforeAll, expect, test } from "vitest";

import { gatewayEnv } from "./gateway-env.js";

const at = new Date("2026-11-22T08:00:00Z");
const asked: Record<string, unknown> = {};
const note = (name: string, request: unknown): void => void (asked[name] = request);
let env: Awaited<ReturnType<typeof gatewayEnv>>;

beforeAll(async () => {
  env = await gatewayEnv({
    lists: {
      async createList(request) {
        note("createList", request);
        return {
          list: {
            listId: "li1",
            name: request.name,
            market: "IR",
            governsLineIds: request.governsLineIds,
          },
        };
      },
      async getList({ listId }) {
        return { list: { listId, name: "customers", market: "IR", members: 96_412n, version: 3n } };
      },
      async listLists() {
        return { lists: [{ listId: "li1", name: "customers", market: "IR" }] };
      },
      async getImport({ importId }) {
        return {
          import: {
            importId,
            purpose: "IMPORT_PURPOSE_AUDIENCE",
            state: "IMPORT_STATE_READING",
            rowsRead: 50n,
            dropped: [{ code: "DUPLICATE", rows: 7n }],
            operators: [{ operator: "MCI", rows: 43n }],
            progressBps: 5_000,
            receivedAt: at,
          },
        };
      },
      async recordOptOut(request) {
        note("recordOptOut", request);
        return { at };
      },
    },
  });
});
afterAll(() => env[Symbol.asyncDispose]());

test("lists, imports and refusals", async () => {
  const made = await env.post("/v1/lists", { name: "customers", governsLineIds: ["l1"] });
  expect([made.status, made.headers.get("location")]).toEqual([201, "/v1/lists/li1"]);
  expect((await env.get("/v1/lists/li1")).body).toMatchObject({ members: 96_412, version: 3 });
  expect((await env.get("/v1/lists")).body.lists).toHaveLength(1);
  expect((await env.get("/v1/imports/i1")).body).toMatchObject({
    state: "reading",
    progress: 0.5,
    dropped: { DUPLICATE: 7 },
    operators: { MCI: 43 },
  });
  const refusal = await env.post("/v1/opt-outs", { number: "09121234567" });
  expect(refusal).toMatchObject({ status: 201, body: { at: at.toISOString() } });
  expect(asked["recordOptOut"]).toMatchObject({
    number: "09121234567",
    lineId: "",
    channel: "api",
  });
});
