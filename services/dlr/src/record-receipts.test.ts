import { expect, test } from "vitest";
import type { Receipt } from "./domain/apply-receipts.js";
import { recordReceipts } from "./record-receipts.js";
import type { OrphanStore } from "./store/orphans.js";

test("a stranger that has queued longer than a receipt is waited for is parked at once", async () => {
  const looks: boolean[] = [];
  const parked: Receipt[] = [];
  const orphans: OrphanStore = {
    ensureIndexes: async () => undefined,
    park: async (_batch, receipts) => void parked.push(...receipts),
    byKeys: async () => [],
    due: async () => [],
    keep: async () => undefined,
    takeFound: async () => undefined,
    tryAgain: async () => undefined,
    sample: async () => [],
    page: async () => ({ receipts: [], next: undefined }),
    countGivenUp: async () => 0,
    waiting: async () => ({ waiting: 0, oldestAt: undefined }),
  };
  const match = async (receipts: readonly Receipt[], thorough: boolean) => {
    looks.push(thorough);
    return receipts;
  };
  const stranger = { key: "s", state: "DELIVRD", error: "", at: new Date(0) };
  const now = () => new Date(2_000);
  await recordReceipts({ match, orphans, now }, "batch", [stranger]);
  expect(looks).toEqual([true, true]);
  expect(parked).toEqual([stranger]);
});
