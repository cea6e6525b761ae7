import { expect, test } from "vitest";
import type { Movement, Verdict } from "./domain/book.js";
import { money } from "./domain/money.js";
import { movementQueue } from "./movement-queue.js";

const topUp = (requestId: string): Movement => ({
  kind: "top_up",
  requestId,
  amount: money("IRR", 1n),
  reference: "",
});
const named = (movement: Movement): Verdict => ({
  kind: "impossible",
  reason: movement.kind === "top_up" ? movement.requestId : "",
});

/** A commit that the test lets go on. */
const gate = () => {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
};

test("one tenant's movements happen in order, and those that waited happen together", async () => {
  const first = gate();
  const batches: string[][] = [];
  const moveMoney = movementQueue(async (tenantId, movements) => {
    batches.push(movements.map((movement) => `${tenantId}:${movement.kind}`));
    if (batches.length === 1) await first.opened;
    return movements.map(named);
  });
  const answers = ["1", "2", "3"].map((id) => moveMoney("a", topUp(id)));
  first.open();
  expect(await Promise.all(answers)).toEqual(["1", "2", "3"].map((id) => named(topUp(id))));
  expect(batches.map(({ length }) => length)).toEqual([1, 2]);
});

test("those who come back at once with their next movement wait together with the one left over", async () => {
  const sizes: number[] = [];
  const moveMoney = movementQueue(async (_, movements) => {
    sizes.push(movements.length);
    return movements.map(named);
  });
  const caller = async (id: number): Promise<void> => {
    for (let round = 0; round < 4; round += 1) await moveMoney("a", topUp(`${id}:${round}`));
  };
  await Promise.all([1, 2, 3, 4, 5].map(caller));
  expect(sizes).toEqual([1, 5, 5, 5, 4]);
});

test("another tenant does not wait", async () => {
  const slow = gate();
  const moveMoney = movementQueue(async (tenantId, movements) => {
    if (tenantId === "slow") await slow.opened;
    return movements.map(named);
  });
  const waiting = moveMoney("slow", topUp("1"));
  expect(await moveMoney("quick", topUp("2"))).toEqual(named(topUp("2")));
  slow.open();
  await waiting;
});

test("a movement that cannot be written does not spoil those beside it", async () => {
  const first = gate();
  let commits = 0;
  const moveMoney = movementQueue(async (_, movements) => {
    commits += 1;
    if (commits === 1) await first.opened;
    if (movements.some((movement) => movement.kind === "top_up" && movement.requestId === "bad")) {
      throw new Error("cannot be written");
    }
    return movements.map(named);
  });
  const answers = ["1", "good", "bad", "better"].map((id) => moveMoney("a", topUp(id)));
  first.open();
  const ended = await Promise.allSettled(answers);
  expect(ended.map(({ status }) => status)).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
});
