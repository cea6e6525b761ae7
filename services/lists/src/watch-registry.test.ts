import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { measure } from "./metrics.js";
import { registryWatch } from "./watch-registry.js";

const now = new Date(Date.UTC(2026, 10, 30, 12));
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
const account = (tenantId: string, over: object) => ({
  ...{ tenantId, market: "TR", brand: "1", cursor: "", fetchedUntil: null, trouble: "" },
  ...over,
});

test("operations see over all tenants what waits for the registry, since when, what it refuses, and who is out of step", async () => {
  const metrics = new Registry();
  const watch = registryWatch({
    now: () => now,
    counted: measure(metrics),
    consents: { refusedByRegistry: async (...tenantIds) => tenantIds.length },
    registryEntries: {
      accounts: async () => [
        account("a", { fetchedUntil: ago(60) }),
        account("b", { fetchedUntil: ago(7_200), trouble: "REGISTRY_AWAY" }),
        account("new", {}),
      ],
      waitingOf: async () =>
        new Map([
          ["a", { count: 3, oldest: ago(10) }],
          ["b", { count: 4, oldest: ago(900) }],
        ]),
    },
  });
  await watch();
  const told = await metrics.metrics();
  for (const row of [
    'lists_registry_waiting{market="TR"} 7',
    'lists_registry_oldest_waiting_seconds{market="TR"} 900',
    'lists_registry_refused{market="TR"} 3',
    'lists_registry_heard_age_seconds{market="TR"} 7200',
    'lists_registry_tenants_out_of_step{market="TR"} 1',
  ])
    expect(told).toContain(row);
});
