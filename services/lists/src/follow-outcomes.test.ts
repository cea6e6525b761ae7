import { expect, test } from "vitest";
import { outcomeFollower } from "./follow-outcomes.js";

test("a tenant whose feed cannot be read is asked again after a wait that doubles, and what is unread stays counted", async () => {
  let now = 0;
  let isAway = true;
  const asked: number[] = [];
  const warned: unknown[] = [];
  const unread: number[] = [];
  const fakes = {
    now: () => new Date(now),
    behaviours: { stir: () => Promise.resolve() },
    taughtOperators: { hear: () => Promise.resolve() },
    positions: { of: () => Promise.resolve(new Map()), move: () => Promise.resolve(true) },
    tokens: { forTenant: () => Promise.resolve({}), platform: () => Promise.resolve({}) },
    counted: { unread: { set: (count: number) => unread.push(count) } },
    log: { warn: (about: unknown) => warned.push(about) },
    dlr: {
      listFeedHeads: ({ afterTenant }: { readonly afterTenant: string }) =>
        Promise.resolve({ heads: afterTenant === "" ? [{ tenantId: "t", position: 5n }] : [] }),
      listTold: () => {
        asked.push(now);
        return isAway
          ? Promise.reject(new Error("away"))
          : Promise.resolve({ messages: [], campaignIds: [], next: 5n, more: false });
      },
    },
  };
  const follow = outcomeFollower(fakes as unknown as Parameters<typeof outcomeFollower>[0]);
  const signal = new AbortController().signal;
  for (now = 0; now <= 35_000; now += 1_000) await follow(signal);
  expect(asked).toEqual([0, 5_000, 15_000, 35_000]);
  expect(warned).toHaveLength(4);
  expect(new Set(unread)).toEqual(new Set([5]));
  isAway = false;
  now = 75_000;
  await follow(signal);
  expect(unread.at(-1)).toBe(0);
  // Once it was read it waits for nothing.
  now += 1;
  await follow(signal);
  expect(asked.slice(4)).toEqual([75_000, 75_001]);
});
