import { setTimeout as pause } from "node:timers/promises";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import { encodeSubmitResp, listen, STATUS, type ServerSession } from "@whiteline/smpp";
import { Registry } from "prom-client";
import { expect, test, vi } from "vitest";
import { readConfig } from "./config.js";
import type { Chunk } from "./carrying.js";
import type { BindPlan } from "./domain/bind-plan.js";
import type { Lease } from "./domain/lease.js";
import { submitCode } from "./domain/submit-code.js";
import { measure } from "./metrics.js";
import type { LinkState } from "./store/leases.js";
import { newBindState } from "./smpp/bind-state.js";
import { keepRoad, type OpenRoad } from "./smpp/road.js";

const patience = { timeout: 30_000 };
const now = (): number => performance.now();
const bind: BindPlan = {
  bindId: "op/1",
  type: "transceiver",
  rate: 50,
  limits: { account: 100, own: 0 },
};

/** A road to an operator that answers binds with this status; its lease lasts an hour, and another bind shares its limit. */
const openRoad = async (
  status: number,
  over: Partial<Omit<Parameters<typeof keepRoad>[0], "leases">> & {
    readonly renew?: (lease: Lease, holder: string, link: LinkState) => Promise<Lease>;
    readonly ttlMs?: number;
    /** The operator turned the link before away. */
    readonly isOnTrial?: boolean;
    /** How it answers submits; absent: not at all. */
    readonly answers?: number;
    /** What else it does to a submit. */
    readonly misbehave?: (session: ServerSession) => void;
  } = {},
) => {
  const limits = { window: 10, responseTimeoutMs: 30_000, enquireIntervalMs: 60_000 };
  const place = { host: "127.0.0.1", port: 0, bindWithinMs: 30_000 };
  const { answers, isOnTrial = false } = over;
  const onSubmit: Parameters<typeof listen>[0]["onSubmit"] = (session, _submit, answer) => {
    over.misbehave?.(session);
    if (answers !== undefined) answer(answers);
  };
  const operator = await listen({ ...limits, ...place, now, onBind: () => status, onSubmit });
  const metrics = new Registry();
  const written: LinkState[] = [];
  const warned: Record<string, unknown>[] = [];
  const [account] = readConfig({
    ...testServiceConfig({ name: "dispatcher", mongoUri: "mongodb://x", natsUrl: "none" }),
    OPERATORS: JSON.stringify({
      accounts: [
        { account: "op", host: "127.0.0.1", port: operator.port, systemId: "op", password: "x" },
      ],
      routes: [{ route: "op", market: "IR", operators: ["*"], account: "op" }],
    }),
  }).OPERATORS.accounts;
  const lease = { bindId: "op/1", epoch: 1, grantedAt: now(), ttlMs: over.ttlMs ?? 3_600_000 };
  const ending = new AbortController();
  const { renew, ttlMs: _, isOnTrial: __, answers: ___, misbehave: ____, ...rest } = over;
  const road = keepRoad(
    {
      account: account!,
      bind,
      holder: "h",
      crew: { claim: () => true, drop: () => undefined, mustYield: () => false },
      leases: {
        acquire: async () => ({ lease, isOnTrial }),
        renew: async (held: Lease, holder: string, link: LinkState) => {
          const renewed = (await renew?.(held, holder, link)) ?? { ...held, grantedAt: now() };
          written.push(link);
          return renewed;
        },
        tellLink: async (_lease: Lease, _holder: string, link: LinkState) =>
          void written.push(link),
        release: async () => undefined,
      } as never,
      receiver: { accept: () => undefined, isBehind: () => false, flush: () => undefined },
      log: {
        info: () => undefined,
        warn: (fields: Record<string, unknown>) => void warned.push(fields),
      } as never,
      counted: measure(metrics),
      now: () => new Date(),
      monotonic: now,
      state: newBindState(),
      gates: new Set(),
      shares: { look: async () => undefined, linkedOf: () => 2, rateOf: () => 50 },
      travel: (_road, signal) =>
        pause(3_600_000, undefined, { signal }).then(
          () => undefined,
          () => undefined,
        ),
      onUp: async () => undefined,
      onDown: async () => undefined,
      ...rest,
    },
    ending.signal,
  );
  return {
    written,
    warned,
    metrics: () => metrics.metrics(),
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await road;
      await operator.stop();
    },
  };
};

test("an operator that sends receipts faster than they are kept is made to wait while the bind still waits for its share", async () => {
  let asked = 0;
  let askedBefore: number | undefined;
  const receiver = {
    accept: () => undefined,
    isBehind: () => (asked += 1) > 0,
    flush: () => undefined,
  };
  const travel = async (): Promise<void> => void (askedBefore ??= asked);
  await using _road = await openRoad(STATUS.ESME_ROK, { receiver, travel });
  await vi.waitFor(() => expect(askedBefore).toBeDefined(), patience);
  expect(askedBefore).toBeGreaterThan(0);
});

test("an operator that refuses our password raises the alarm that operations look for", async () => {
  await using road = await openRoad(STATUS.ESME_RINVPASWD);
  await vi.waitFor(() => expect(road.warned).not.toEqual([]), patience);
  expect(road.warned[0]).toMatchObject({ bind: "op/1", alarm: "account_refused" });
});

test("an operator that is busy when we bind raises no alarm about our account", async () => {
  await using road = await openRoad(STATUS.ESME_RSYSERR);
  await vi.waitFor(() => expect(road.warned).not.toEqual([]), patience);
  expect(road.warned[0]?.["alarm"]).toBeUndefined();
});

test("a bind that fails again and again raises an alarm, whatever its status", async () => {
  const state = { ...newBindState(), failures: 4 };
  await using road = await openRoad(STATUS.ESME_RSYSERR, { state });
  await vi.waitFor(() => expect(road.warned).not.toEqual([]), patience);
  expect(road.warned[0]).toMatchObject({ bind: "op/1", alarm: "bind_not_up" });
});

test("an operator that breaks the link, and answers what nobody sent, is counted with why and has an alarm of each name", async () => {
  const misbehave = (session: ServerSession): void => {
    for (const sequence of [7_001, 7_002]) session.writeOctets(encodeSubmitResp(sequence, "x"));
    setTimeout(() => session.drop("test"), 50);
  };
  const travel = async ({ submit, gate }: OpenRoad): Promise<void> => {
    await gate.take("BULK", 1, gate.ticket("t"), new AbortController().signal);
    await submit(chunk, [0], {
      retries: new Map(),
      others: () => ({ areUp: false, carry: false }),
    });
  };
  await using road = await openRoad(STATUS.ESME_ROK, { misbehave, travel });
  const alarms = (): unknown[] => road.warned.map(({ alarm }) => alarm);
  await vi.waitFor(() => expect(alarms()).toContain("link_lost"), patience);
  expect(alarms().slice(0, 2)).toEqual(["stray_answers", "link_lost"]);
  const told = await road.metrics();
  expect(told).toContain('dispatcher_stray_answers_total{bind="op/1"} 2');
  expect(told).toMatch(/dispatcher_links_closed_total\{bind="op\/1",why="\w+"\} 1/u);
});

test("a renewal that was under way when the link ended does not have the last word on it", async () => {
  let beginsRenewing = (): void => undefined;
  const renewing = new Promise<void>((resolve) => (beginsRenewing = resolve));
  let isDown = (): void => undefined;
  const down = new Promise<void>((resolve) => (isDown = resolve));
  let late: LinkState | undefined;
  await using road = await openRoad(STATUS.ESME_ROK, {
    ttlMs: 3_000,
    bind: { ...bind, rate: 0, limits: { account: 0, own: 0 } },
    // Begun while the link was up, and written after its end was told.
    renew: async (lease, _holder, link) => {
      if (link.linked && late === undefined) {
        late = link;
        beginsRenewing();
        await down;
      }
      return { ...lease, grantedAt: now() };
    },
    travel: () => renewing,
    onDown: async () => isDown(),
  });
  const afterwards = (): LinkState | undefined =>
    late && road.written[road.written.indexOf(late) + 1];
  await vi.waitFor(() => expect(road.written).toContain(late), patience);
  await vi.waitFor(() => expect(afterwards()).toBeDefined(), patience);
  expect(afterwards()).toMatchObject({ up: false, linked: false });
});

const chunk: Chunk = {
  chunkId: "c",
  tenantId: "t",
  providerId: "p",
  campaignId: "",
  lineId: "l",
  operator: "MCI",
  traffic: "",
  sender: "1000",
  lane: "BULK",
  msisdns: [989_120_000_000n],
  parts: [
    {
      recipient: 0,
      content: {
        dataCoding: 0,
        hasUdh: false,
        userData: Buffer.from("Hi"),
        udhLength: 0,
        text: "Hi",
      },
    },
  ],
  dropped: new Map(),
  expiresAt: new Date("2100-01-01T00:00:00Z"),
};

test.each([
  ["is refused at once when no other account may take it, and ends the trial", false],
  ["is kept for another account that may take it, and does not end the trial", true],
])("a part that the operator turns away for good on trial %s", async (_, areUp) => {
  const heard: number[] = [];
  const travel = async ({ submit, isOnTrial, gate }: OpenRoad): Promise<void> => {
    await gate.take("BULK", 1, gate.ticket("t"), new AbortController().signal);
    const known = { retries: new Map(), others: () => ({ areUp, carry: areUp }) };
    const { results } = await submit(chunk, [0], known);
    heard.push(results[0]!.code, Number(isOnTrial()));
  };
  const answers = STATUS.ESME_RINVDSTADR;
  await using _road = await openRoad(STATUS.ESME_ROK, { isOnTrial: true, answers, travel });
  await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1), patience);
  expect(heard.slice(0, 2)).toEqual(areUp ? [submitCode.notSent, 1] : [submitCode.refused, 0]);
});
