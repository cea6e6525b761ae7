import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "@whiteline/testkit";
import { mongo } from "mongoose";
import { expect } from "vitest";
import { z } from "zod";
import { apiClient, until } from "../src/story/client.js";
import { list, listImport } from "../src/story/shapes.js";
import type { House } from "./house.js";

const keys = z.object({ customer: z.string() });
const problem = z.object({ code: z.string(), remedy: z.string() });
const ROWS = 60_000;
const file = Buffer.from(
  `mobile\n${Array.from({ length: ROWS }, (_, i) => `0912${String(i).padStart(7, "0")}`).join("\n")}\n`,
);

/** A file of the story's company of which the beginning has arrived and nothing else comes. */
export type CutUpload = {
  /** How it was answered; "cut": not at all, because the connection ended. */
  readonly answer: Promise<"cut" | { readonly status: number; readonly problem: unknown }>;
  /** Nothing of it is seen, and the whole file sent again under the same key is taken. */
  expectWhole(): Promise<void>;
};

/** Sends half a file into a list of its own, and resolves when lists has begun to take it in. */
export const beginUpload = async ({ dir, stack }: House): Promise<CutUpload> => {
  const key = keys.parse(JSON.parse(await readFile(join(dir, "keys.json"), "utf8"))).customer;
  const base = stack.run.api ?? "";
  const api = apiClient(base, key);
  const { listId } = await api.call("/v1/lists", list, { json: { name: "cut off" } });
  const path = `/v1/lists/${listId}/imports`;
  const requestKey = randomUUID();
  const half = new ReadableStream<Uint8Array>({
    start: (sending) => sending.enqueue(file.subarray(0, file.length / 2)),
  });
  const headers = { "content-type": "text/csv", "idempotency-key": requestKey };
  const sent = fetch(`${base}${path}?fileName=cut.csv`, {
    ...{ method: "POST", body: half, duplex: "half" },
    headers: { ...headers, authorization: `Bearer ${key}` },
  });
  const answer = sent.then(
    async (told) => ({ status: told.status, problem: await told.json() }),
    () => "cut" as const,
  );
  const client = await mongo.MongoClient.connect(stack.mongodUri);
  try {
    const uploads = client.db("whiteline_lists").collection("imports");
    await eventually(async () => (await uploads.findOne({ listId, state: "uploading" })) !== null, {
      ...{ within: 60_000, every: 10, what: "the beginning of an upload" },
    });
  } finally {
    await client.close();
  }
  return {
    answer,
    async expectWhole() {
      const told = await answer;
      // Whoever still has a connection is told what to do.
      if (told !== "cut") {
        expect(told.status).toBe(503);
        expect(problem.parse(told.problem).remedy).not.toBe("");
      }
      expect(await api.call(`/v1/lists/${listId}`, list)).toMatchObject({ version: 0, members: 0 });
      const shown = z.object({ imports: z.array(z.unknown()) });
      expect(await api.call(`/v1/imports?listId=${listId}`, shown)).toEqual({ imports: [] });
      const again = await api.call(`${path}?fileName=cut.csv`, listImport, {
        ...{ body: file, headers },
      });
      const done = await until(
        () => api.call(`/v1/imports/${again.importId}`, listImport),
        ({ state }) => state === "finished" || state === "refused",
        { within: 120_000, what: "the file that was sent again" },
      );
      expect(done).toMatchObject({ state: "finished", kept: ROWS });
      expect(await api.call(`/v1/lists/${listId}`, list)).toMatchObject({ version: 1 });
    },
  };
};
