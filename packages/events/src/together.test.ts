import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { DomainError } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { Poison } from "./poison.js";
import { optOut, testPlace, testService, type TestService } from "./test-events.js";

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `t${String(index).padStart(3, "0")}`);

const publishAll = async ({ events }: TestService, tenants: readonly string[]): Promise<void> => {
  await Promise.all(tenants.map((each) => events.publish(OptOutRecorded, optOut(each), each)));
};

const messages = async ({ events }: TestService): Promise<number> =>
  (await events.queues()).find(({ stream }) => stream === "FACTS")?.messages ?? 0;

test("facts told at the same moment are few messages, and each keeps its id, its time and its place", async () => {
  await using place = await testPlace();
  const at = new Date("2026-03-20T10:00:00.000Z");
  await using lists = await testService(place, { now: () => at });
  await publishAll(lists, names(150));
  expect(await messages(lists)).toBe(3);
  const heard: unknown[] = [];
  lists.run(
    lists.events.subscribe(OptOutRecorded, async ({ tenantId }, meta) => {
      heard.push({ tenantId, ...meta });
    }),
  );
  await eventually(() => heard.length >= 150);
  const one = (tenantId: string) => ({ tenantId, id: tenantId, at, attempt: 1 });
  expect(heard).toEqual(names(150).map(one));
});

test("a fact that nobody can handle is given up alone, and replayed alone", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  await publishAll(lists, ["a", "poison", "b"]);
  const heard: string[] = [];
  let isCured = false;
  lists.run(
    lists.events.subscribe(
      OptOutRecorded,
      async ({ tenantId }, { id }) => {
        if (tenantId === "poison" && !isCured) throw new Poison("nobody can");
        heard.push(id);
      },
      { concurrency: 4 },
    ),
  );
  await eventually(async () => (await lists.events.deadLetters(10)).length === 1);
  const [letter] = await lists.events.deadLetters(10);
  expect(letter).toMatchObject({ eventId: "poison", reason: "nobody can" });
  expect([...heard].sort()).toEqual(["a", "b"]);
  isCured = true;
  await lists.events.replayDead(letter!.sequence);
  await eventually(() => heard.includes("poison"));
  expect([...heard].sort()).toEqual(["a", "b", "poison"]);
});

test("in order, one that fails holds up those behind it in its message, and nothing is skipped", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  await publishAll(lists, ["a", "b", "c"]);
  const heard: string[] = [];
  lists.run(
    lists.events.subscribe(OptOutRecorded, async ({ tenantId }, { attempt }) => {
      if (tenantId === "b" && attempt === 1) throw new DomainError("unavailable", "AWAY", "later");
      heard.push(tenantId);
    }),
  );
  await eventually(() => heard.includes("c"));
  expect(heard).toEqual(["a", "a", "b", "c"]);
});

test("who follows facts in memory hears each of those told together", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  await publishAll(lists, names(20));
  const heard: string[] = [];
  const { loop, caughtUp } = lists.events.follow([OptOutRecorded], ({ fact }) => {
    heard.push(fact.tenantId);
  });
  lists.run(loop);
  await caughtUp;
  expect(heard).toEqual(names(20));
});
