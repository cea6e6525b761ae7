import { expect, test } from "vitest";
import type { OpenParts } from "./store/chunk-progress.js";
import { tenantBacklog, type Visit } from "./tenant-backlog.js";

const limits = {
  codes: { seconds: 2, least: 2 },
  notices: { seconds: 10, least: 3 },
  most: 20,
};
type Count = Parameters<typeof tenantBacklog>[0]["openSingles"];
/** A backlog into which each comes with a request of its own, which is kept at once. */
const openBacklog = (openSingles: Count, over: Partial<typeof limits>, clock: () => number) => {
  const backlog = tenantBacklog({ openSingles }, { ...limits, ...over }, clock);
  const admit = (tenantId: string, ...asked: Parameters<Visit["admit"]>) => {
    const visit = backlog.visit(tenantId);
    const admission = visit.admit(...asked);
    visit.end();
    return admission;
  };
  return { ...backlog, admit };
};
/** One whose clock stands. */
const backlogOf = (openSingles: Count, over: Partial<typeof limits> = {}) =>
  openBacklog(openSingles, over, () => 0);
const road = { route: "mci", lane: "transactional", rate: 1 } as const;

test("who has as many single messages open on a route as it may is refused there, and nobody else is", async () => {
  const backlog = backlogOf(async () => []);
  const admitted = Array.from({ length: 6 }, () => backlog.admit("a", road, 2));
  expect(admitted).toEqual(["in", "in", "in", "in", "in", "route_full"]);
  expect(backlog.admit("b", road, 2)).toBe("in");
  expect(backlog.admit("a", { ...road, route: "other" }, 2)).toBe("in");
});

test("what the operators answered makes room again, and what others let in takes it", async () => {
  const place = { tenantId: "a", route: "mci", lane: "transactional" } as const;
  let open = [{ ...place, parts: 10 }];
  const backlog = backlogOf(async () => open);
  await backlog.refresh();
  expect(backlog.admit("a", road, 1)).toBe("route_full");
  open = [{ ...place, parts: 9 }];
  await backlog.refresh();
  expect([backlog.admit("a", road, 1), backlog.admit("a", road, 1)]).toEqual(["in", "route_full"]);
});

test("a tenant's notices take no room from its codes", async () => {
  const notices = { tenantId: "a", route: "mci", lane: "transactional", parts: 10 } as const;
  const backlog = backlogOf(async () => [notices]);
  await backlog.refresh();
  expect(backlog.admit("a", road, 1)).toBe("route_full");
  const codes = { ...road, lane: "otp" } as const;
  expect(backlog.admit("a", codes, 2)).toBe("in");
});

test("who calls all it sends codes has seconds of the route's rate open as such, and not a minute", () => {
  const backlog = backlogOf(async () => []);
  const codes = { ...road, lane: "otp" } as const;
  const admitted = Array.from({ length: 3 }, () => backlog.admit("flood", codes, 1));
  expect(admitted).toEqual(["in", "in", "route_full"]);
  expect(backlog.admit("other", codes, 1)).toBe("in");
  expect(backlog.admit("flood", road, 10)).toBe("in");
});

test("what a count may have come too early for takes room until the next one has seen it, and what it saw is not reckoned with twice", async () => {
  let answer = (): void => undefined;
  let kept = 0;
  const openSingles = () => {
    const parts = kept;
    return new Promise<readonly OpenParts[]>(
      (resolve) =>
        (answer = () => resolve([{ tenantId: "a", route: "mci", lane: "transactional", parts }])),
    );
  };
  const backlog = backlogOf(openSingles);
  const count = async (during: () => void = () => undefined): Promise<void> => {
    const counting = backlog.refresh();
    during();
    answer();
    await counting;
  };
  const isIn = (parts: number) => backlog.admit("a", road, parts) === "in";
  expect(isIn(4)).toBe(true);
  const slow = backlog.visit("a");
  expect(slow.admit(road, 3)).toBe("in");
  kept = 4;
  // Of four it is known that they are kept: seven are open, and three have room.
  await count(() => expect([isIn(2), isIn(1), isIn(1)]).toEqual([true, true, false]));
  expect(isIn(1)).toBe(false);
  slow.end();
  expect(isIn(1)).toBe(false);
  // All are kept, and the operators have answered five of them.
  kept = 5;
  await count();
  expect([isIn(5), isIn(1)]).toEqual([true, false]);
});

test("a count that fails forgets nothing that was let in", async () => {
  let isAway = false;
  const openSingles = async () => {
    if (isAway) throw new Error("away");
    return [];
  };
  const backlog = backlogOf(openSingles, { notices: { least: 1, seconds: 0 } });
  expect(backlog.admit("a", road, 1)).toBe("in");
  isAway = true;
  await expect(backlog.refresh()).rejects.toThrow("away");
  expect(backlog.admit("a", road, 1)).toBe("route_full");
});

test("while the queue that all share is full, who fills it is refused and told so, and who has little on it is not", async () => {
  const place = { route: "mci", lane: "transactional" } as const;
  const open = [
    { ...place, tenantId: "a", parts: 7 },
    { ...place, tenantId: "b", parts: 1 },
    { ...place, tenantId: "b", route: "other", parts: 1 },
  ];
  const backlog = backlogOf(async () => open);
  await backlog.refresh();
  backlog.noteQueue(true);
  const admitted = ["a", "b", "c"].map((tenantId) => backlog.admit(tenantId, road, 1));
  expect(admitted).toEqual(["queue_full", "in", "in"]);
  // Alone with it, it is the one that fills it.
  const alone = backlogOf(async () => []);
  alone.noteQueue(true);
  expect([alone.admit("a", road, 1), alone.admit("a", road, 1)]).toEqual(["in", "queue_full"]);
  backlog.noteQueue(false);
  expect(backlog.admit("a", road, 1)).toBe("in");
});

test("what was let in counts for who fills the queue, and after a count what it found", async () => {
  const place = { route: "mci", lane: "transactional", tenantId: "b", parts: 2 } as const;
  let open: readonly (typeof place)[] = [];
  const backlog = backlogOf(async () => open);
  expect([backlog.admit("a", road, 2), backlog.admit("b", road, 1)]).toEqual(["in", "in"]);
  backlog.noteQueue(true);
  expect([backlog.admit("a", road, 1), backlog.admit("b", road, 1)]).toEqual(["queue_full", "in"]);
  // All that was let in is answered, and something of another process came.
  open = [place];
  await backlog.refresh();
  expect([backlog.admit("a", road, 1), backlog.admit("b", road, 1)]).toEqual(["in", "queue_full"]);
});

test("that the queue was full is forgotten when nobody has asked it for a few seconds", () => {
  let at = 0;
  const backlog = openBacklog(
    async () => [],
    {},
    () => at,
  );
  expect(backlog.admit("a", road, 1)).toBe("in");
  backlog.noteQueue(true);
  at = 4_999;
  expect(backlog.admit("a", road, 1)).toBe("queue_full");
  at = 5_000;
  expect(backlog.admit("a", road, 1)).toBe("in");
});

test("a route has room for a few messages however slow it is, and for no more than its share however fast", () => {
  const room = (rate: number): number => {
    const backlog = backlogOf(async () => []);
    let n = 0;
    while (backlog.admit("a", { ...road, rate }, 1) === "in") n += 1;
    return n;
  };
  expect([room(0), room(1), room(1_000)]).toEqual([3, 10, 20]);
});
