import {
  DispatcherServiceDefinition,
  InDoubtDecision,
} from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { TrailExtended } from "@whiteline/contracts/dispatcher/v1/events";
import { createClient, systemPorts } from "@whiteline/service-kit";
import { testPrincipals } from "@whiteline/service-kit/testing";
import { eventually, freePort } from "@whiteline/testkit";
import { listen, STATUS } from "@whiteline/smpp";
import type { Connection, mongo } from "mongoose";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { submitCode } from "../src/domain/submit-code.js";
import { start } from "../src/start.js";
import { submitStore } from "../src/store/submits.js";
import { chunkOf, openStation } from "./station.js";

const patience = { within: 60_000 };
/** No lease runs out and no answer is overdue because the machine is busy. */
const unhurried = [{ LEASE_TTL_MS: "20000" }, { responseTimeoutMs: 20_000 }] as const;
const operations = testPrincipals().staff("operations", "asanak", { personId: "operations-1" });

/** What was told of the audit trail, as it was kept with what it tells of. */
const trailOf = async (connection: Connection): Promise<readonly TrailExtended[]> => {
  const kept = connection.collection<{ subject: string; payload: mongo.Binary }>("outbox");
  const facts = await kept.find({ subject: TrailExtended.$type }).toArray();
  return facts.map(({ payload }) =>
    TrailExtended.decode(payload.buffer.subarray(0, payload.position)),
  );
};

test("while the first account of a route is down the next one carries it, and each part names the account it went by", async () => {
  await using station = await openStation();
  const nowhere = await freePort();
  const environment = station.environment(...unhurried);
  const known = JSON.parse(environment["OPERATORS"] ?? "") as {
    accounts: readonly Record<string, unknown>[];
  };
  const first = { ...known.accounts[0], account: "first", port: nowhere };
  const OPERATORS = JSON.stringify({
    accounts: [
      first,
      {
        ...known.accounts[0],
        evidence: "handset",
        rate: 1_000,
        binds: [{ type: "transceiver", rate: 300 }],
      },
    ],
    routes: [
      {
        route: "mci",
        market: "IR",
        operators: ["*"],
        accounts: ["first", "mci"],
        failoverAfterMs: 1_000,
      },
    ],
  });
  const running = await start(readConfig({ ...environment, OPERATORS }), systemPorts);
  const client = createClient(DispatcherServiceDefinition, running.grpcAddress);
  try {
    await station.release(chunkOf("over", 150));
    await eventually(() => station.snapshot("over")?.complete, patience);
    const fact = station.snapshot("over")!;
    const roads = [...fact.partAccounts].map((place) => fact.accounts[place]);
    expect(new Set(roads)).toEqual(new Set(["mci"]));
    expect(fact.evidence[fact.accounts.indexOf("mci")]).toBe("handset");
    const { routes } = await client.listRoutes({}, operations);
    expect(routes).toMatchObject([
      { accounts: ["first", "mci"], carrier: "mci", evidence: "handset", rate: 300 },
    ]);
    expect(await station.operator()).toMatchObject({ unique: 150, duplicates: 0 });
  } finally {
    client[Symbol.dispose]();
    await running.stop();
  }
});

test.each([
  ["refuses the account", STATUS.ESME_RINVSYSID],
  ["has a passing fault", STATUS.ESME_RSYSERR],
])(
  "an account that binds and %s at every submit loses its route to the next one, also after a restart, and has it back when it takes messages again",
  async (_, status) => {
    await using station = await openStation();
    let refuses = true;
    let taken = 0;
    /** Submits of each session. */
    const submits = new Map<unknown, number>();
    const operator = await listen({
      host: "127.0.0.1",
      port: 0,
      now: () => performance.now(),
      window: 1_000,
      responseTimeoutMs: 10_000,
      enquireIntervalMs: 60_000,
      bindWithinMs: 10_000,
      onBind: () => STATUS.ESME_ROK,
      onSubmit: (session, _submit, answer) => {
        submits.set(session, (submits.get(session) ?? 0) + 1);
        if (refuses) answer(status);
        else answer(STATUS.ESME_ROK, `first-${++taken}`);
      },
    });
    const environment = station.environment(...unhurried);
    const known = JSON.parse(environment["OPERATORS"] ?? "") as {
      accounts: readonly Record<string, unknown>[];
    };
    const [second] = known.accounts;
    const first = {
      ...second,
      ...{ account: "first", port: operator.port },
      ...{ restAfterRefusalMs: 300, faultsBeforeTrial: 20 },
    };
    const route = { route: "mci", market: "IR", operators: ["*"], failoverAfterMs: 1_000 };
    const OPERATORS = JSON.stringify({
      accounts: [first, second],
      routes: [{ ...route, accounts: ["first", "mci"] }],
    });
    const startOne = () => start(readConfig({ ...environment, OPERATORS }), systemPorts);
    let running = await startOne();
    let client = createClient(DispatcherServiceDefinition, running.grpcAddress);
    const carrier = async () => (await client.listRoutes({}, operations)).routes[0]?.carrier;
    try {
      await station.release(chunkOf("refused", 250));
      await eventually(() => station.snapshot("refused")?.complete, patience);
      // Each refusal was waited for: nothing fell in doubt, and nothing went twice.
      expect(station.snapshot("refused")).toMatchObject({ duplicatePossible: [] });
      expect(await station.operator()).toMatchObject({ unique: 250, duplicates: 0 });
      expect(await carrier()).toBe("mci");
      client[Symbol.dispose]();
      await running.stop();
      submits.clear();
      running = await startOne();
      client = createClient(DispatcherServiceDefinition, running.grpcAddress);
      await station.release(chunkOf("restarted", 250));
      await eventually(() => station.snapshot("restarted")?.complete, patience);
      // Whoever comes after knows that the operator turned it away, and tries with one part.
      expect([...submits.values()].filter((n) => n > 1)).toEqual([]);
      expect(await station.operator()).toMatchObject({ unique: 500, duplicates: 0 });
      refuses = false;
      // Some chunk shows it: one part at a time until the first answer.
      let n = 0;
      await eventually(async () => {
        await station.release(chunkOf(`again-${++n}`, 1));
        return (await carrier()) === "first";
      }, patience);
      expect(taken).toBeGreaterThan(0);
    } finally {
      client[Symbol.dispose]();
      await running.stop();
      await operator.stop();
    }
  },
);

test("an account that refuses for good whatever any line sends loses its route to the next one, and has it back when it takes messages again", async () => {
  await using station = await openStation();
  const seen = { refuses: true, refused: 0, taken: 0 };
  const operator = await listen({
    host: "127.0.0.1",
    port: 0,
    now: () => performance.now(),
    window: 1_000,
    responseTimeoutMs: 20_000,
    enquireIntervalMs: 60_000,
    bindWithinMs: 20_000,
    onBind: () => STATUS.ESME_ROK,
    onSubmit: (_session, _submit, answer) => {
      seen[seen.refuses ? "refused" : "taken"] += 1;
      if (seen.refuses) answer(STATUS.ESME_RINVSRCADR);
      else answer(STATUS.ESME_ROK, `first-${seen.taken}`);
    },
  });
  const environment = station.environment(...unhurried);
  const known = JSON.parse(environment["OPERATORS"] ?? "") as {
    accounts: readonly Record<string, unknown>[];
  };
  const [second] = known.accounts;
  const first = {
    ...second,
    ...{ account: "first", port: operator.port },
    ...{ restAfterRefusalMs: 300, faultsBeforeTrial: 20 },
  };
  const route = { route: "mci", market: "IR", operators: ["*"], failoverAfterMs: 1_000 };
  const OPERATORS = JSON.stringify({
    accounts: [first, second],
    routes: [{ ...route, accounts: ["first", "mci"] }],
  });
  const running = await start(readConfig({ ...environment, OPERATORS }), systemPorts);
  const client = createClient(DispatcherServiceDefinition, running.grpcAddress);
  const carrier = async () => (await client.listRoutes({}, operations)).routes[0]?.carrier;
  const other = { tenantId: "tenant-b", lineId: "line-2" };
  try {
    // Before both are up, a part goes by whichever is, and a refusal is the operator's word.
    await eventually(async () => {
      const { binds } = await client.listBinds({}, operations);
      return binds.every(({ up }) => up) && (await carrier()) === "first";
    }, patience);
    await station.release(chunkOf("one", 100));
    await eventually(() => station.snapshot("one")?.complete, patience);
    // One line alone says nothing of the account.
    expect([seen.refused, await carrier()]).toEqual([100, "first"]);
    const refused = ["one"];
    await eventually(async () => {
      const chunks = [
        chunkOf(`mine-${refused.length}`, 50),
        chunkOf(`theirs-${refused.length}`, 50, other),
      ];
      for (const chunk of chunks) await station.release(chunk);
      refused.push(...chunks.map(({ chunkId }) => chunkId));
      await eventually(
        () => chunks.every(({ chunkId }) => station.snapshot(chunkId)?.complete),
        patience,
      );
      return (await carrier()) === "mci";
    }, patience);
    const { unique, duplicates } = await station.operator();
    expect(duplicates).toBe(0);
    const codes = refused.flatMap((chunkId) => [...(station.snapshot(chunkId)?.codes ?? [])]);
    const lost = codes.filter((code) => code === submitCode.refused);
    expect(lost.length + unique).toBe(codes.length);
    // What shows meanwhile that it still refuses is not lost by that.
    await station.release(chunkOf("three", 50));
    await station.release(chunkOf("four", 50, other));
    await eventually(
      () => station.snapshot("three")?.complete && station.snapshot("four")?.complete,
      patience,
    );
    expect(await station.operator()).toMatchObject({ unique: unique + 100, duplicates: 0 });
    seen.refuses = false;
    let n = 0;
    await eventually(async () => {
      await station.release(chunkOf(`again-${++n}`, 1));
      return (await carrier()) === "first";
    }, patience);
    expect(seen.taken).toBeGreaterThan(0);
  } finally {
    client[Symbol.dispose]();
    await running.stop();
    await operator.stop();
  }
});

test("an operator that has a passing fault at every part of one line keeps the others' messages and its link", async () => {
  await using station = await openStation();
  const faulty = "02191005678";
  const seen = { binds: 0, faults: 0, taken: 0 };
  const operator = await listen({
    host: "127.0.0.1",
    port: 0,
    now: () => performance.now(),
    window: 1_000,
    responseTimeoutMs: 20_000,
    enquireIntervalMs: 60_000,
    bindWithinMs: 20_000,
    onBind: () => STATUS.ESME_ROK,
    onBound: () => void (seen.binds += 1),
    onSubmit: (_session, { source }, answer) => {
      const isFaulty = source.addr.endsWith(faulty.slice(1));
      seen[isFaulty ? "faults" : "taken"] += 1;
      if (isFaulty) answer(STATUS.ESME_RSYSERR);
      else answer(STATUS.ESME_ROK, `${seen.taken}`);
    },
  });
  const account = { port: operator.port, faultsBeforeTrial: 20, responseTimeoutMs: 20_000 };
  const environment = station.environment({ LEASE_TTL_MS: "20000" }, account);
  const running = await start(readConfig(environment), systemPorts);
  try {
    await station.release(chunkOf("before", 10));
    await eventually(() => station.snapshot("before")?.complete, patience);
    const other = { tenantId: "tenant-b", lineId: "line-2", sender: faulty };
    await station.release(chunkOf("faulty", 200, other));
    await eventually(() => seen.faults >= 200, patience);
    await station.release(chunkOf("after", 200));
    await eventually(() => station.snapshot("after")?.complete, patience);
    expect(seen).toMatchObject({ binds: 1, taken: 210 });
  } finally {
    await running.stop();
    await operator.stop();
  }
});

test("what is in doubt at an account that is up goes by it once more while another carries the route", async () => {
  await using station = await openStation();
  const environment = station.environment();
  const known = JSON.parse(environment["OPERATORS"] ?? "") as {
    accounts: readonly Record<string, unknown>[];
  };
  const OPERATORS = JSON.stringify({
    accounts: [{ ...known.accounts[0], account: "first" }, known.accounts[0]],
    routes: [{ route: "mci", market: "IR", operators: ["*"], accounts: ["first", "mci"] }],
  });
  // The second account carried it while the first was down, and its holder died.
  const submits = submitStore(station.connection);
  const entry = { chunkId: "doubtful", n: 0, bindId: "mci/1", epoch: 0, parts: [0, 1, 2] };
  await submits.addIntent({ ...entry, at: new Date() });
  const running = await start(readConfig({ ...environment, OPERATORS }), systemPorts);
  try {
    await station.release(chunkOf("doubtful", 5));
    await eventually(() => station.snapshot("doubtful")?.complete, patience);
    const { partAccounts, accounts, duplicatePossible } = station.snapshot("doubtful")!;
    const roads = [...partAccounts].map((place) => accounts[place]);
    expect(roads.slice(0, 3)).toEqual(["mci", "mci", "mci"]);
    expect(duplicatePossible).toEqual([0, 1, 2]);
    expect(await station.operator()).toMatchObject({ unique: 5, duplicates: 0 });
  } finally {
    await running.stop();
  }
});

test("what its policy holds is listed with its cause, waits for operations of its provider and goes out once more when they say so", async () => {
  await using station = await openStation();
  const environment = station.environment({}, { responseTimeoutMs: 500 });
  const known = JSON.parse(environment["OPERATORS"] ?? "") as object;
  const OPERATORS = JSON.stringify({ ...known, doubt: [{ policy: "hold" }] });
  // It takes the messages and never answers in time.
  await station.control("/set?answerDelayMs=30000");
  const running = await start(readConfig({ ...environment, OPERATORS }), systemPorts);
  const client = createClient(DispatcherServiceDefinition, running.grpcAddress);
  const heldCases = async () => (await client.listInDoubt({ held: true }, operations)).inDoubt;
  try {
    await station.release(chunkOf("held", 3));
    await eventually(async () => (await heldCases()).length === 1, patience);
    const [held] = await heldCases();
    expect(held).toMatchObject({
      chunkId: "held",
      tenantId: "tenant-a",
      account: "mci",
      bindId: "mci/1",
      parts: [0, 1, 2],
      policy: "hold",
      state: "held",
    });
    // So campaigns can say why it waits, and until when at most.
    const campaigns = testPrincipals().service("campaigns");
    const counted = { held: 3n, waitsForAccount: 0n, until: expect.any(Date) as Date };
    expect(await client.countDoubts({ chunkId: "held" }, campaigns)).toEqual(counted);
    expect(await client.countDoubts({ campaignId: "campaign-1" }, campaigns)).toEqual(counted);
    const stranger = testPrincipals().staff("operations", "kando");
    expect(await client.listInDoubt({}, stranger)).toMatchObject({ inDoubt: [], held: 0n });
    const theirs = { inDoubtId: held!.inDoubtId, decision: InDoubtDecision.DROP, requestId: "r0" };
    await expect(client.settleInDoubt(theirs, stranger)).rejects.toMatchObject({
      reason: "IN_DOUBT_UNKNOWN",
    });
    await station.control("/set?answerDelayMs=0");
    const decide = (requestId: string) =>
      client.settleInDoubt(
        { inDoubtId: held!.inDoubtId, decision: InDoubtDecision.RELEASE, requestId },
        operations,
      );
    expect((await decide("r1")).inDoubt).toMatchObject({ state: "releasing" });
    await expect(decide("r2")).rejects.toMatchObject({ reason: "IN_DOUBT_NOT_HELD" });
    // Forbidden to the customer, whose trail tells that, too; its account at the operator is in neither entry.
    await expect(
      client.settleInDoubt(theirs, testPrincipals().tenant("tenant-a", { keyId: "key-1" })),
    ).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });
    await eventually(() => station.snapshot("held")?.complete, patience);
    expect(station.snapshot("held")).toMatchObject({ duplicatePossible: [0, 1, 2] });
    await eventually(async () => {
      const { inDoubt } = await client.listInDoubt({}, operations);
      return inDoubt[0]?.state === "released" && inDoubt[0].settledBy !== "";
    }, patience);
    expect(await client.countDoubts({ chunkId: "held" }, campaigns)).toMatchObject({ held: 0n });
    // The same decision once more is the same answer.
    expect((await decide("r1")).inDoubt).toMatchObject({ state: "released" });
    const entries = await eventually(async () => {
      const all = await trailOf(station.connection);
      return all.some(({ action }) => action === "call.refused") && all;
    }, patience);
    const ofTenant = { tenantId: "tenant-a" };
    const decided = { action: "in_doubt.released", subject: `in_doubt:${held!.inDoubtId}` };
    expect(entries.toSorted((a, b) => (a.action < b.action ? -1 : 1))).toMatchObject([
      { ...ofTenant, action: "call.refused", actor: "key:key-1", codes: ["STAFF_REQUIRED"] },
      {
        ...{ ...ofTenant, ...decided, providerId: "asanak", actor: "person:operations-1" },
        after: { campaign: "campaign-1", parts: "3" },
      },
    ]);
    expect(await station.connection.collection("held_work").countDocuments()).toBe(0);
  } finally {
    client[Symbol.dispose]();
    await running.stop();
  }
});
