import { ReceiptsReceived } from "@whiteline/contracts/dispatcher/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { newId, testPlace, testService } from "./test-events.js";
import type { WorkSource } from "./work.js";

const receipts = (receivedId: string): ReceiptsReceived =>
  ReceiptsReceived.decode(
    ReceiptsReceived.encode(ReceiptsReceived.fromPartial({ receivedId, operator: "mci" })).finish(),
  );
const anyOperator: WorkSource = {
  stream: "RECEIPTS",
  tokens: ["*"],
  concurrency: 1,
  maxAckPending: 100,
};

test("work is done once, by one of the replicas, and leaves the queue", async () => {
  await using place = await testPlace();
  await using one = await testService(place, { service: "dlr" });
  await using two = await testService(place, { service: "dlr" });
  const done: string[] = [];
  for (const { events, run } of [one, two]) {
    run(
      events.consumeWork(
        { ...anyOperator, concurrency: 4 },
        ReceiptsReceived,
        async ({ receivedId }, { id }) => {
          done.push(`${receivedId} ${id}`);
          return "done";
        },
      ),
    );
  }
  const ids = Array.from({ length: 100 }, (_, index) => `r${index}`);
  await Promise.all(
    ids.map((id) =>
      one.events.publishWork("RECEIPTS", ["mci"], ReceiptsReceived, receipts(id), `id-${id}`),
    ),
  );
  await eventually(() => done.length >= 100);
  expect([...done].sort()).toEqual(ids.map((id) => `${id} id-${id}`).sort());
});

test("each operator and lane has its own consumer", async () => {
  await using place = await testPlace();
  await using dispatcher = await testService(place, { service: "dispatcher" });
  const done: string[] = [];
  for (const lane of ["otp", "bulk"]) {
    const source = { stream: "CHUNKS", tokens: ["mci", lane], concurrency: 1, maxAckPending: 4 };
    dispatcher.run(
      dispatcher.events.consumeWork(
        { ...source, stream: "CHUNKS" },
        ReceiptsReceived,
        async ({ receivedId }) => {
          done.push(`${lane}: ${receivedId}`);
          return "done";
        },
      ),
    );
  }
  const send = (lane: string) =>
    dispatcher.events.publishWork(
      "CHUNKS",
      ["mci", lane],
      ReceiptsReceived,
      receipts(`for ${lane}`),
      newId(),
    );
  await send("bulk");
  await send("otp");
  await eventually(() => done.length >= 2);
  expect([...done].sort()).toEqual(["bulk: for bulk", "otp: for otp"]);
});

test("postponed work comes again and is not counted as an attempt", async () => {
  await using place = await testPlace();
  await using dlr = await testService(place, { service: "dlr" });
  const attempts: number[] = [];
  dlr.run(
    dlr.events.consumeWork(
      { ...anyOperator, maxAttempts: 2 },
      ReceiptsReceived,
      async (_work, { attempt }) => {
        attempts.push(attempt);
        return attempts.length < 6 ? { retryInMs: 20 } : "done";
      },
    ),
  );
  await dlr.events.publishWork("RECEIPTS", ["mci"], ReceiptsReceived, receipts("r"), newId());
  await eventually(() => attempts.length === 6);
  expect(attempts).toEqual([1, 1, 1, 1, 1, 1]);
  expect(await dlr.events.deadLetters(10)).toEqual([]);
});

test("work that throws is counted, dies, and can be replayed from the dead letters", async () => {
  await using place = await testPlace();
  await using dlr = await testService(place, { service: "dlr" });
  const attempts: number[] = [];
  let cured = false;
  dlr.run(
    dlr.events.consumeWork(
      { ...anyOperator, maxAttempts: 2 },
      ReceiptsReceived,
      async (_work, { attempt }) => {
        attempts.push(attempt);
        if (!cured) throw new Error("no bucket has these ids");
        return "done";
      },
    ),
  );
  await dlr.events.publishWork("RECEIPTS", ["mci"], ReceiptsReceived, receipts("r"), "batch-1");
  const [letter] = await eventually(async () => {
    const letters = await dlr.events.deadLetters(10);
    return letters.length > 0 && letters;
  });
  expect(attempts).toEqual([1, 2]);
  expect(letter).toMatchObject({
    service: "dlr",
    type: ReceiptsReceived.$type,
    subject: "whiteline.work.receipts.mci",
    eventId: "batch-1",
    attempts: 2,
  });
  cured = true;
  await dlr.events.replayDead(letter!.sequence);
  await eventually(() => attempts.length === 3);
  expect(attempts).toEqual([1, 2, 1]);
});

test("work in hand is finished when the service stops, and what follows is left to others", async () => {
  await using place = await testPlace();
  await using dlr = await testService(place, { service: "dlr" });
  const done: string[] = [];
  let release: () => void = () => undefined;
  let started = false;
  const stop = dlr.run(
    dlr.events.consumeWork(anyOperator, ReceiptsReceived, async ({ receivedId }, { signal }) => {
      started = true;
      await new Promise<void>((resolve) => (release = resolve));
      done.push(`${receivedId}, asked to stop: ${signal.aborted}`);
      return "done";
    }),
  );
  for (const id of ["r0", "r1"])
    await dlr.events.publishWork("RECEIPTS", ["mci"], ReceiptsReceived, receipts(id), id);
  await eventually(() => started);
  const stopped = stop();
  release();
  await stopped;
  expect(done).toEqual(["r0, asked to stop: true"]);

  dlr.run(
    dlr.events.consumeWork(anyOperator, ReceiptsReceived, async ({ receivedId }) => {
      done.push(receivedId);
      return "done";
    }),
  );
  await eventually(() => done.length >= 2);
  expect(done).toEqual(["r0, asked to stop: true", "r1"]);
});

test("a full queue refuses more work, so that the releaser waits", async () => {
  await using place = await testPlace();
  await using dlr = await testService(place, {
    service: "dlr",
    limits: { receiptsMaxBytes: 10_000 },
  });
  const send = (id: string) =>
    dlr.events.publishWork("RECEIPTS", ["mci"], ReceiptsReceived, receipts("x".repeat(4_000)), id);
  await send("first");
  await send("second");
  await expect(send("third")).rejects.toMatchObject({ kind: "exhausted", reason: "STREAM_FULL" });
  const done: string[] = [];
  dlr.run(
    dlr.events.consumeWork(anyOperator, ReceiptsReceived, async (_work, { id }) => {
      done.push(id);
      return "done";
    }),
  );
  await eventually(() => done.length === 2);
  await eventually(async () => {
    await send("third");
    return true;
  });
  await eventually(() => done.length === 3);
  expect(done).toEqual(["first", "second", "third"]);
});

test("a token that is no part of a subject is refused before anything is published", async () => {
  await using place = await testPlace();
  await using dlr = await testService(place, { service: "dlr" });
  for (const tokens of [[], ["a.b"], ["*"], [""]]) {
    await expect(
      dlr.events.publishWork("CHUNKS", tokens, ReceiptsReceived, receipts("r"), newId()),
    ).rejects.toThrow("Not the tail of a subject of CHUNKS");
  }
});
