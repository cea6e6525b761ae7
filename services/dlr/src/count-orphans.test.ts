import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { orphanCounter } from "./count-orphans.js";
import { measure } from "./metrics.js";

test("receipts without a part are counted, and one that waits too long is said once until it is over", async () => {
  const registry = new Registry();
  let at = 0;
  let oldestAt: Date | undefined = new Date(0);
  let counts = 0;
  const said: string[] = [];
  const count = orphanCounter({
    orphans: {
      waiting: async () => ({ waiting: 3, oldestAt }),
      countGivenUp: async () => (counts += 1),
    },
    counted: measure(registry),
    log: {
      warn: (_about: unknown, word?: string) => void said.push(`${word}`),
      info: (_about: unknown, word?: string) => void said.push(`${word}`),
    },
    now: () => new Date(at),
  });
  await count();
  expect(said).toEqual([]);
  at = 601_000;
  await count();
  await count();
  expect(said).toEqual(["receipts_orphaned"]);
  const metrics = await registry.metrics();
  expect(metrics).toContain('dlr_orphans{state="waiting"} 3');
  // What is given up grows for ever: it was counted at first and after ten minutes, not each time.
  expect(metrics).toContain('dlr_orphans{state="given_up"} 2');
  expect(metrics).toContain("dlr_orphans_oldest_seconds 601");
  oldestAt = undefined;
  await count();
  expect(said).toEqual(["receipts_orphaned", "receipts_no_longer_orphaned"]);
  expect(await registry.metrics()).toContain("dlr_orphans_oldest_seconds 0");
});
