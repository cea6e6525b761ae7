import { isDeepStrictEqual } from "node:util";
import {
  DispatcherServiceDefinition,
  type ListBindsResponse,
} from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { createClient, systemPorts } from "@whiteline/service-kit";
import { testPrincipals } from "@whiteline/service-kit/testing";
import { listen, STATUS } from "@whiteline/smpp";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";
import { chunkOf, openStation } from "./station.js";

const operations = testPrincipals().staff("operations", "asanak");
const patience = { within: 60_000 };
const twoBinds = { binds: [{ type: "transceiver", count: 2 }] };
const BOTH = [
  [200, 200],
  [200, 200],
];
type Station = Awaited<ReturnType<typeof openStation>>;

/** Who holds the binds of the account, by bind. */
const holders = async (station: Station): Promise<readonly string[]> => {
  const leases = station.connection.collection<{ _id: string; holder: string }>("leases");
  return (
    await leases
      .find({ _id: /^mci\// })
      .sort({ _id: 1 })
      .toArray()
  ).map((l) => l.holder);
};
const areShared = async (station: Station): Promise<boolean> => {
  const held = await holders(station);
  return new Set(held).size === 2 && !held.includes("");
};

test("a dispatcher that joins gets its part of the binds, both carry work, and every part leaves once", async () => {
  await using station = await openStation();
  const config = readConfig(station.environment({}, twoBinds));
  const first = await start(config, systemPorts);
  await eventually(async () => new Set(await holders(station)).size === 1, patience);
  const second = await start(config, systemPorts);
  try {
    await eventually(() => areShared(station), patience);
    const submits = station.connection.collection("submits");
    let released = 0;
    // Who joins has its lease before its link: more comes until its turn is there.
    const haveBothCarried = async (): Promise<boolean> => {
      const chunks = Array.from({ length: 12 }, (_, i) => chunkOf(`s${released + i}`, 250));
      released += chunks.length;
      await Promise.all(chunks.map((chunk) => station.release(chunk)));
      await eventually(
        () => chunks.every(({ chunkId }) => station.snapshot(chunkId)?.complete),
        patience,
      );
      return (await submits.distinct("bind")).length === 2;
    };
    await eventually(haveBothCarried, patience);
    expect((await submits.distinct("bind")).sort()).toEqual(["mci/1", "mci/2"]);
    expect(await station.operator()).toMatchObject({ unique: released * 250, duplicates: 0 });
    await second.stop();
    await eventually(async () => new Set(await holders(station)).size === 1, patience);
  } finally {
    await first.stop();
    await second.stop();
  }
});

test("dispatchers share the parts per second of their account, and a bind that is alone has all of them", async () => {
  await using station = await openStation();
  let most = 1;
  let open = 0;
  let lastAt = 0;
  const operator = await listen({
    ...{ host: "127.0.0.1", port: 0, window: 1_000, now: () => performance.now() },
    ...{ responseTimeoutMs: 20_000, enquireIntervalMs: 60_000, bindWithinMs: 20_000 },
    onBind: () => (open < most ? STATUS.ESME_ROK : STATUS.ESME_RALYBND),
    onBound: () => void (open += 1),
    onClose: () => void (open -= 1),
    onSubmit: (_session, { sequence }, answer) => {
      lastAt = performance.now();
      answer(STATUS.ESME_ROK, `${sequence}`);
    },
  });
  const account = { ...twoBinds, rate: 400, port: operator.port };
  const config = readConfig(station.environment({}, account));
  const first = await start(config, systemPorts);
  const second = await start(config, systemPorts);
  const clients = [first, second].map(({ grpcAddress }) =>
    createClient(DispatcherServiceDefinition, grpcAddress),
  );
  const told = (): Promise<readonly ListBindsResponse[]> =>
    Promise.all(clients.map((client) => client.listBinds({}, operations)));
  /** What each bind that is up may send, as each dispatcher sees it. */
  const rates = async (): Promise<readonly (readonly number[])[]> =>
    (await told()).map(({ binds }) => binds.filter(({ up }) => up).map(({ rate }) => rate));
  try {
    await eventually(async () => isDeepStrictEqual(await rates(), [[400], [400]]), patience);
    // The other bind is refused: why, each dispatcher knows, and its own has a series for it.
    await eventually(
      async () => (await told()).every(({ binds }) => binds.some((b) => b.lastError !== "")),
      patience,
    );
    const series = await Promise.all(
      [first, second].map(async ({ httpAddress }) =>
        (await fetch(`http://${httpAddress}/metrics`)).text(),
      ),
    );
    for (const text of series)
      for (const bind of ["mci/1", "mci/2"])
        expect(text).toContain(`dispatcher_bind_up{bind="${bind}"`);
    most = 2;
    await eventually(async () => isDeepStrictEqual(await rates(), BOTH), patience);
    // Shares are agreed before the second sends: it does when a chunk goes by its bind.
    const submits = station.connection.collection("submits");
    const probes: string[] = [];
    await eventually(async () => {
      const probe = chunkOf(`probe-${probes.length}`, 2);
      probes.push(probe.chunkId);
      await station.release(probe);
      return (await submits.distinct("bind")).length === 2;
    }, patience);
    await eventually(() => probes.every((id) => station.snapshot(id)?.complete), patience);
    const chunks = ["a", "b", "c", "d", "e", "f"].map((name) => chunkOf(name, 250));
    const began = performance.now();
    await Promise.all(chunks.map((chunk) => station.release(chunk)));
    await eventually(
      () => chunks.every(({ chunkId }) => station.snapshot(chunkId)?.complete),
      patience,
    );
    const ofChunks = { chunk: { $in: chunks.map(({ chunkId }) => chunkId) } };
    expect((await submits.distinct("bind", ofChunks)).length).toBe(2);
    // Whoever is asked tells of the binds of all.
    await eventually(async () => {
      const [one, other] = await told();
      const submitted = one!.binds.reduce((sum, bind) => sum + Number(bind.submitted), 0);
      return submitted >= 1_500 && isDeepStrictEqual(one, other);
    }, patience);
    expect(new Set((await told())[0]!.binds.map(({ holder }) => holder)).size).toBe(2);
    // On each bind a tenth of a second's worth may burst, and one grant leave a debt of half a second.
    const bursts = 2 * (200 / 10 + 200 / 2);
    expect(1_500).toBeLessThanOrEqual(((lastAt - began) / 1_000) * 400 + bursts);
  } finally {
    for (const client of clients) client[Symbol.dispose]();
    await first.stop();
    await second.stop();
    await operator.stop();
  }
});

test("work that comes to two dispatchers is carried by the first alone", async () => {
  await using station = await openStation();
  await station.control("/set?answerDelayMs=2500");
  const config = readConfig(station.environment({}, twoBinds));
  const [first, second] = [await start(config, systemPorts), await start(config, systemPorts)];
  try {
    await eventually(() => areShared(station), patience);
    const twice = chunkOf("twice", 200);
    // Both ask for work; whoever gets the repetition finds the other at it.
    for (const messageId of ["1", "2", "3", "4"]) await station.release(twice, messageId);
    await eventually(() => station.snapshot("twice")?.complete, patience);
    expect(station.snapshot("twice")!.duplicatePossible).toEqual([]);
    expect(await station.operator()).toMatchObject({ submitted: 200, duplicates: 0 });
  } finally {
    await first.stop();
    await second.stop();
  }
});

test("where the operator wants separate binds, parts leave on the transmitter and receipts come on the receiver", async () => {
  await using station = await openStation();
  const binds = [{ type: "transmitter" }, { type: "receiver" }];
  const running = await start(readConfig(station.environment({}, { binds })), systemPorts);
  try {
    await station.release(chunkOf("apart", 200));
    await eventually(() => station.snapshot("apart")?.complete, patience);
    await eventually(
      () => station.receipts.reduce((n, batch) => n + batch.receipts.length, 0) === 200,
      patience,
    );
    await eventually(async () => (await station.operator()).receiptsAcked === 200, patience);
    expect(await station.operator()).toMatchObject({ unique: 200, receiptsAcked: 200 });
  } finally {
    await running.stop();
  }
});
