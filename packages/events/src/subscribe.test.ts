import { ImportFinished, OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { DomainError } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { Poison } from "./poison.js";
import { newId, optOut, testPlace, testService } from "./test-events.js";

const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `t${String(index).padStart(3, "0")}`);

test("a published fact reaches its handler with its id and its time", async () => {
  await using place = await testPlace();
  const at = new Date("2026-03-20T10:00:00.000Z");
  await using lists = await testService(place, { now: () => at });
  const heard: unknown[] = [];
  lists.run(
    lists.events.subscribe(OptOutRecorded, async (fact, meta) => {
      heard.push({ fact, meta });
    }),
  );
  const fact = OptOutRecorded.fromPartial({
    tenantId: "t",
    lineId: "l",
    msisdn: 989121234567n,
    at,
  });
  await lists.events.publish(OptOutRecorded, fact, "event-1");
  await eventually(() => heard.length === 1);
  expect(heard).toEqual([{ fact, meta: { id: "event-1", at, attempt: 1 } }]);
});

test("a fact published twice with the same id is heard once", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  const heard: string[] = [];
  for (const tenant of ["a", "a", "b"])
    await lists.events.publish(OptOutRecorded, optOut(tenant), tenant);
  lists.run(
    lists.events.subscribe(OptOutRecorded, async ({ tenantId }) => {
      heard.push(tenantId);
    }),
  );
  await eventually(() => heard.includes("b"));
  expect(heard).toEqual(["a", "b"]);
});

test("a late subscriber hears the facts from the beginning, and no other type", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  for (const tenant of names(5)) await lists.events.publish(OptOutRecorded, optOut(tenant), tenant);
  await lists.events.publish(ImportFinished, ImportFinished.decode(new Uint8Array()), newId());
  const heard: string[] = [];
  lists.run(
    lists.events.subscribe(OptOutRecorded, async ({ tenantId }) => {
      heard.push(tenantId);
    }),
  );
  await eventually(() => heard.length >= 5);
  expect(heard).toEqual(names(5));
});

test("one at a time means in order, even when a fact fails at first", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  for (const tenant of names(20))
    await lists.events.publish(OptOutRecorded, optOut(tenant), tenant);
  const heard: string[] = [];
  let failed = false;
  lists.run(
    lists.events.subscribe(OptOutRecorded, async ({ tenantId }) => {
      if (tenantId === "t003" && !failed) {
        failed = true;
        throw new Error("the database is busy");
      }
      heard.push(tenantId);
    }),
  );
  await eventually(() => heard.length >= 20);
  expect(heard).toEqual(names(20));
});

test("several at a time do not wait for the one that fails", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  for (const tenant of names(30))
    await lists.events.publish(OptOutRecorded, optOut(tenant), tenant);
  const heard: string[] = [];
  lists.run(
    lists.events.subscribe(
      OptOutRecorded,
      async ({ tenantId }) => {
        if (tenantId === "t000" && heard.length < 29) throw new Error("not yet");
        heard.push(tenantId);
      },
      { concurrency: 4 },
    ),
  );
  await eventually(() => heard.length >= 30);
  expect(heard.at(-1)).toBe("t000");
  expect([...heard].sort()).toEqual(names(30));
});

test("a fact whose handler throws comes again after a delay, with its attempt counted", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  const attempts: { readonly attempt: number; readonly at: number }[] = [];
  lists.run(
    lists.events.subscribe(OptOutRecorded, async (_fact, { attempt }) => {
      attempts.push({ attempt, at: performance.now() });
      if (attempt < 2) throw new Error("not yet");
    }),
  );
  await lists.events.publish(OptOutRecorded, optOut("t"), newId());
  await eventually(() => attempts.length === 2);
  expect(attempts.map(({ attempt }) => attempt)).toEqual([1, 2]);
  const [first, second] = attempts;
  expect(second!.at - first!.at).toBeGreaterThan(900);
  expect(await lists.events.deadLetters(10)).toEqual([]);
});

test("two replicas of a service share its facts, other services hear them all", async () => {
  await using place = await testPlace();
  await using one = await testService(place);
  await using two = await testService(place);
  await using pricing = await testService(place, { service: "pricing" });
  const heard = { one: [] as string[], two: [] as string[], pricing: [] as string[] };
  for (const [name, service] of Object.entries({ one, two, pricing })) {
    service.run(
      service.events.subscribe(
        OptOutRecorded,
        async ({ tenantId }) => {
          heard[name as keyof typeof heard].push(tenantId);
        },
        { concurrency: 2 },
      ),
    );
  }
  // Whichever replica is there first has everything until the other one asks too.
  let told = 0;
  const haveBothHeard = async (): Promise<boolean> => {
    const tenant = `t${String(told++).padStart(3, "0")}`;
    await one.events.publish(OptOutRecorded, optOut(tenant), tenant);
    return told >= 100 && heard.one.length > 0 && heard.two.length > 0;
  };
  await eventually(haveBothHeard, { every: 1 });
  await eventually(
    () => heard.one.length + heard.two.length >= told && heard.pricing.length >= told,
  );
  expect([...heard.one, ...heard.two].sort()).toEqual(names(told));
  expect([...heard.pricing].sort()).toEqual(names(told));
});

test("poison goes to the dead letters at once and can be replayed to the one who gave it up", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  await using pricing = await testService(place, { service: "pricing" });
  const heard: string[] = [];
  const elsewhere: string[] = [];
  let cured = false;
  lists.run(
    lists.events.subscribe(OptOutRecorded, async ({ tenantId }, { id }) => {
      if (tenantId === "bad" && !cured) throw new Poison("this tenant was never registered");
      heard.push(`${tenantId} ${id}`);
    }),
  );
  pricing.run(
    pricing.events.subscribe(OptOutRecorded, async ({ tenantId }) => {
      elsewhere.push(tenantId);
    }),
  );
  await lists.events.publish(OptOutRecorded, optOut("bad"), "event-bad");
  await lists.events.publish(OptOutRecorded, optOut("good"), "event-good");
  await eventually(() => heard.length === 1);

  const [letter, ...others] = await eventually(async () => {
    const letters = await lists.events.deadLetters(10);
    return letters.length > 0 && letters;
  });
  expect(others).toEqual([]);
  expect(letter).toMatchObject({
    service: "lists",
    type: OptOutRecorded.$type,
    subject: OptOutRecorded.$type,
    eventId: "event-bad",
    reason: "this tenant was never registered",
    attempts: 1,
  });

  cured = true;
  await pricing.events.replayDead(letter!.sequence);
  await eventually(() => heard.length === 2);
  expect(heard).toEqual(["good event-good", "bad event-bad"]);
  expect(await lists.events.deadLetters(10)).toEqual([]);
  await expect(lists.events.replayDead(letter!.sequence)).rejects.toMatchObject({
    kind: "not_found",
    reason: "DEAD_LETTER_UNKNOWN",
  });
  await lists.events.publish(OptOutRecorded, optOut("last"), newId());
  await eventually(() => elsewhere.includes("last"));
  expect(elsewhere).toEqual(["bad", "good", "last"]);
});

test("a replayed fact that dies again is a dead letter again", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  lists.run(
    lists.events.subscribe(OptOutRecorded, async () => {
      throw new Poison("hopeless\nand long");
    }),
  );
  await lists.events.publish(OptOutRecorded, optOut("t"), "event-1");
  const sequences: number[] = [];
  for (let round = 0; round < 2; round++) {
    const [letter] = await eventually(async () => {
      const letters = await lists.events.deadLetters(10);
      return letters.length === 1 && letters[0]?.sequence !== sequences.at(-1) && letters;
    });
    expect(letter).toMatchObject({ eventId: "event-1", reason: "hopeless and long" });
    sequences.push(letter!.sequence);
    await lists.events.replayDead(letter!.sequence);
  }
  expect(sequences).toHaveLength(2);
});

test("a payload that is not the promised message goes to the dead letters unhandled", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  const heard: string[] = [];
  lists.run(
    lists.events.subscribe(OptOutRecorded, async ({ tenantId }) => {
      heard.push(tenantId);
    }),
  );
  const broken = {
    $type: OptOutRecorded.$type,
    encode: () => ({ finish: () => new Uint8Array([10, 200, 1, 7]) }),
    decode: () => undefined,
  };
  await lists.events.publish(broken, undefined, "broken");
  await lists.events.publish(OptOutRecorded, optOut("t"), "sound");
  await eventually(() => heard.length === 1);
  expect(heard).toEqual(["t"]);
  expect(await lists.events.deadLetters(10)).toMatchObject([
    { eventId: "broken", attempts: 1, reason: expect.stringContaining(OptOutRecorded.$type) },
  ]);
});

test("after too many attempts a fact is a dead letter, but not because a dependency is away", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  const heard: string[] = [];
  lists.run(
    lists.events.subscribe(
      OptOutRecorded,
      async ({ tenantId }, { attempt }) => {
        heard.push(`${tenantId} ${attempt}`);
        if (tenantId === "refused") throw new Error("no such list");
        if (attempt < 2)
          throw new DomainError("unavailable", "MONGO_AWAY", "The database is away.");
      },
      { maxAttempts: 1, concurrency: 2 },
    ),
  );
  await lists.events.publish(OptOutRecorded, optOut("refused"), "refused");
  await lists.events.publish(OptOutRecorded, optOut("delayed"), "delayed");
  await eventually(() => heard.includes("delayed 2"));
  expect(heard).not.toContain("refused 2");
  expect(await lists.events.deadLetters(10)).toMatchObject([
    { eventId: "refused", reason: "no such list", attempts: 1 },
  ]);
});

test("a fact larger than JetStream takes is refused to the publisher", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  await expect(
    lists.events.publish(OptOutRecorded, optOut("x".repeat(1_000_001)), newId()),
  ).rejects.toMatchObject({ kind: "invalid", reason: "FACT_TOO_LARGE" });
});
