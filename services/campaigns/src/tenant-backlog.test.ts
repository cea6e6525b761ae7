import { expect, test } from "vitest";
import { tenantBacklog } from "./tenant-backlog.js";

const limits = { seconds: 10, least: 3, most: 20 };
const road = { route: "mci", lane: "transactional", rate: 1 } as const;

test("who has as many single messages open on a route as it may is refused there, and nobody else is", async () => {
  const backlog = tenantBacklog({ openSingles: async () => [] }, limits);
  const admitted = Array.from({ length: 6 }, () => backlog.admit("a", road, 2));
  expect(admitted).toEqual([true, true, true, true, true, false]);
  expect(backlog.admit("b", road, 2)).toBe(true);
  expect(backlog.admit("a", { ...road, route: "other" }, 2)).toBe(true);
});

test("what the operators answered makes room again, and what others let in takes it", async () => {
  const place = { tenantId: "a", route: "mci", lane: "transactional" } as const;
  let open = [{ ...place, parts: 10 }];
  const backlog = tenantBacklog({ openSingles: async () => open }, limits);
  await backlog.refresh();
  expect(backlog.admit("a", road, 1)).toBe(false);
  open = [{ ...place, parts: 9 }];
  await backlog.refresh();
  expect([backlog.admit("a", road, 1), backlog.admit("a", road, 1)]).toEqual([true, false]);
});

test("a tenant's notices take no room from its codes", async () => {
  const notices = { tenantId: "a", route: "mci", lane: "transactional", parts: 10 } as const;
  const backlog = tenantBacklog({ openSingles: async () => [notices] }, limits);
  await backlog.refresh();
  expect(backlog.admit("a", road, 1)).toBe(false);
  const codes = { ...road, lane: "otp" } as const;
  expect([backlog.admit("a", codes, 10), backlog.admit("a", codes, 1)]).toEqual([true, false]);
});

test("what was let in before a count and during it takes room until the next one has seen it", async () => {
  let answer = (): void => undefined;
  const openSingles = () => new Promise<readonly []>((resolve) => (answer = () => resolve([])));
  const backlog = tenantBacklog({ openSingles }, limits);
  const count = async (during: () => void): Promise<void> => {
    const counting = backlog.refresh();
    during();
    answer();
    await counting;
  };
  const room = () => backlog.admit("a", road, 1);
  expect(backlog.admit("a", road, 9)).toBe(true);
  await count(() => expect([room(), room()]).toEqual([true, false]));
  // The count came before they were kept.
  expect(room()).toBe(false);
  await count(() => expect(room()).toBe(false));
  // Of the nine the operators have answered; the one that was let in during the first count is still reckoned with.
  expect([backlog.admit("a", road, 9), room()]).toEqual([true, false]);
});

test("a count that fails forgets nothing that was let in", async () => {
  let isAway = false;
  const openSingles = async () => {
    if (isAway) throw new Error("away");
    return [];
  };
  const backlog = tenantBacklog({ openSingles }, { ...limits, least: 1, seconds: 0 });
  expect(backlog.admit("a", road, 1)).toBe(true);
  isAway = true;
  await expect(backlog.refresh()).rejects.toThrow("away");
  expect(backlog.admit("a", road, 1)).toBe(false);
});

test("while the queue that all share is full, who fills it is refused, and who has little on it is not", async () => {
  const place = { route: "mci", lane: "transactional" } as const;
  const open = [
    { ...place, tenantId: "a", parts: 7 },
    { ...place, tenantId: "b", parts: 1 },
    { ...place, tenantId: "b", route: "other", parts: 1 },
  ];
  const backlog = tenantBacklog({ openSingles: async () => open }, limits);
  await backlog.refresh();
  backlog.noteQueue(true);
  const admitted = ["a", "b", "c"].map((tenantId) => backlog.admit(tenantId, road, 1));
  expect(admitted).toEqual([false, true, true]);
  // Alone with it, it is the one that fills it.
  const alone = tenantBacklog({ openSingles: async () => [] }, limits);
  alone.noteQueue(true);
  expect([alone.admit("a", road, 1), alone.admit("a", road, 1)]).toEqual([true, false]);
  backlog.noteQueue(false);
  expect(backlog.admit("a", road, 1)).toBe(true);
});

test("a route has room for a few messages however slow it is, and for no more than its share however fast", () => {
  const room = (rate: number): number => {
    const backlog = tenantBacklog({ openSingles: async () => [] }, limits);
    let n = 0;
    while (backlog.admit("a", { ...road, rate }, 1)) n += 1;
    return n;
  };
  expect([room(0), room(1), room(1_000)]).toEqual([3, 10, 20]);
});
