import { expect, test } from "vitest";
import { standingOf, type AskedChunk } from "./known-releases.js";

const chunk = (chunkId: string, tenantId = "a"): AskedChunk => ({
  chunkId,
  tenantId,
  reservationId: "group:1",
});

/** Settled and released chunks by name, and what was asked. */
const world = ({ away = "" }: { readonly away?: string } = {}) => {
  const asked: string[] = [];
  const ask = standingOf({
    once: {
      settledOf: async (chunkIds) => {
        asked.push(`settled: ${chunkIds.join()}`);
        return new Set(chunkIds.filter((id) => id.startsWith("settled")));
      },
    },
    releasedOf: async (tenantId, chunks) => {
      asked.push(`${tenantId}: ${chunks.map(({ chunkId }) => chunkId).join()}`);
      if (tenantId === away) throw new Error("away");
      return chunks.map(({ chunkId }) => chunkId).filter((id) => id.startsWith("open"));
    },
  });
  return { ask, asked };
};

test("chunks that are told together are looked up once, and their owner is asked once a tenant", async () => {
  const { ask, asked } = world();
  const told = [chunk("settled"), chunk("open 1"), chunk("invented"), chunk("open 2", "b")];
  expect(await Promise.all(told.map(ask))).toEqual(["settled", "released", "unknown", "released"]);
  expect(asked).toEqual([
    "settled: settled,open 1,invented,open 2",
    "a: open 1,invented",
    "b: open 2",
  ]);
});

test("a question that fails, fails for the chunks of its tenant alone", async () => {
  const { ask } = world({ away: "a" });
  const told = [chunk("open 1"), chunk("settled"), chunk("open 2", "b")].map(ask);
  const ended = await Promise.allSettled(told);
  expect(ended.map((one) => (one.status === "fulfilled" ? one.value : "failed"))).toEqual([
    "failed",
    "settled",
    "released",
  ]);
});
