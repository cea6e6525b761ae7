import { CampaignPaused } from "@whiteline/contracts/campaigns/v1/events";
import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { Poison } from "./poison.js";
import { newId, optOut, testPlace, testService } from "./test-events.js";

const paused = (campaignId: string): CampaignPaused => ({ campaignId, tenantId: "t", version: 1n });

test("a projection gets every fact of its types from the beginning, in order, and knows when it is up to date", async () => {
  await using place = await testPlace();
  await using dispatcher = await testService(place, { service: "dispatcher" });
  const { events } = dispatcher;
  const expected: string[] = [];
  for (let index = 0; index < 250; index++) {
    if (index % 2 === 0) await events.publish(OptOutRecorded, optOut(`t${index}`), newId());
    else await events.publish(CampaignPaused, paused(`c${index}`), newId());
    expected.push(index % 2 === 0 ? `refusal t${index}` : `pause c${index}`);
  }
  const seen: string[] = [];
  const { loop, caughtUp } = events.follow([OptOutRecorded, CampaignPaused], (followed) => {
    switch (followed.type) {
      case OptOutRecorded.$type:
        seen.push(`refusal ${followed.fact.tenantId}`);
        break;
      case CampaignPaused.$type:
        seen.push(`pause ${followed.fact.campaignId}`);
        break;
    }
  });
  dispatcher.run(loop);
  await caughtUp;
  expect(seen).toEqual(expected);
  await events.publish(OptOutRecorded, optOut("later"), newId());
  await eventually(() => seen.at(-1) === "refusal later");
});

test("a projection of nothing is up to date at once", async () => {
  await using place = await testPlace();
  await using dispatcher = await testService(place, { service: "dispatcher" });
  await dispatcher.events.publish(OptOutRecorded, optOut("t"), newId());
  const { loop, caughtUp } = dispatcher.events.follow([CampaignPaused], () => undefined);
  dispatcher.run(loop);
  await caughtUp;
});

test("each replica follows every fact", async () => {
  await using place = await testPlace();
  await using one = await testService(place, { service: "dispatcher" });
  await using two = await testService(place, { service: "dispatcher" });
  await one.events.publish(OptOutRecorded, optOut("t"), newId());
  for (const { events, run } of [one, two]) {
    const seen: string[] = [];
    const { loop, caughtUp } = events.follow([OptOutRecorded], ({ fact }) => {
      seen.push(fact.tenantId);
    });
    run(loop);
    await caughtUp;
    expect(seen).toEqual(["t"]);
  }
});

test("a projection that fails gets the same fact again before the next; poison is passed over", async () => {
  await using place = await testPlace();
  await using dispatcher = await testService(place, { service: "dispatcher" });
  for (const tenant of ["first", "poison", "last"])
    await dispatcher.events.publish(OptOutRecorded, optOut(tenant), newId());
  const seen: string[] = [];
  const { loop, caughtUp } = dispatcher.events.follow([OptOutRecorded], ({ fact }, { attempt }) => {
    seen.push(`${fact.tenantId} ${attempt}`);
    if (fact.tenantId === "first" && attempt === 1) throw new Error("not yet");
    if (fact.tenantId === "poison") throw new Poison("unreadable");
  });
  dispatcher.run(loop);
  await caughtUp;
  expect(seen).toEqual(["first 1", "first 2", "poison 1", "last 1"]);
});

test("a projection stopped and run again goes on where it was", async () => {
  await using place = await testPlace();
  await using dispatcher = await testService(place, { service: "dispatcher" });
  const { events, run } = dispatcher;
  const seen: string[] = [];
  const { loop } = events.follow([OptOutRecorded], ({ fact }) => {
    seen.push(fact.tenantId);
  });
  const stop = run(loop);
  await events.publish(OptOutRecorded, optOut("before"), newId());
  await eventually(() => seen.length === 1);
  await stop();
  await events.publish(OptOutRecorded, optOut("meanwhile"), newId());
  run(loop);
  await eventually(() => seen.length === 2);
  expect(seen).toEqual(["before", "meanwhile"]);
});
