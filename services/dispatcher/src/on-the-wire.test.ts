import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import { connectLink, listen, STATUS, type ReceivedSubmit } from "@whiteline/smpp";
import { decode, NO_SUFFIX, type Suffix } from "@whiteline/sms";
import { expect, test } from "vitest";
import type { Chunk } from "./carrying.js";
import { readConfig, type Account } from "./config.js";
import { partsOfChunk } from "./domain/parts.js";
import { toChunk } from "./proto.js";
import { laneGate } from "./smpp/lane-gate.js";
import { submitOver } from "./smpp/submit-parts.js";

/** An account as OPERATORS writes it. */
const accountOf = (over: Readonly<Record<string, unknown>>): Account => {
  const account = { account: "op", host: "127.0.0.1", port: 1, systemId: "op", password: "x" };
  const [read] = readConfig({
    ...testServiceConfig({
      name: "dispatcher",
      mongoUri: "mongodb://127.0.0.1:1/x",
      natsUrl: "none",
    }),
    OPERATORS: JSON.stringify({
      accounts: [{ ...account, ...over }],
      routes: [{ route: "op", market: "IR", operators: ["*"], account: "op" }],
    }),
  }).OPERATORS.accounts;
  return read!;
};

const text = "Your order 1234 has left our house and comes tomorrow. ".repeat(6);

type Counting = Parameters<typeof submitOver>[0]["count"];

/** What reaches the operator of one long text of three parts, over a real connection. */
const sent = async (
  account: Account,
  ids: readonly string[] = ["1", "2", "3"],
  count: Counting = () => undefined,
  suffix: Suffix = NO_SUFFIX,
): Promise<readonly ReceivedSubmit[]> => {
  const got: ReceivedSubmit[] = [];
  const limits = { window: 100, responseTimeoutMs: 20_000, enquireIntervalMs: 60_000 };
  const now = () => performance.now();
  const server = await listen({
    ...limits,
    host: "127.0.0.1",
    port: 0,
    now,
    bindWithinMs: 20_000,
    onBind: () => STATUS.ESME_ROK,
    onSubmit: (_session, submit, answer) => {
      got.push(submit);
      answer(STATUS.ESME_ROK, `${got.length}`);
    },
  });
  const link = await connectLink({
    ...limits,
    host: "127.0.0.1",
    port: server.port,
    systemId: "op",
    password: "x",
    bindType: "transceiver",
    connectTimeoutMs: 20_000,
    now,
    onDeliver: (_, answer) => answer(0),
    onClose: () => undefined,
  });
  const content = { chunkId: "c", msisdns: [989_120_000_000n], texts: [text], alphabet: "gsm7" };
  const made = partsOfChunk(
    { ...content, alphabet: "gsm7", parts: Uint8Array.of(3), flash: false, suffix },
    "8bit",
  );
  if (made.kind !== "ok") throw new Error(made.reason);
  const chunk: Chunk = {
    ...content,
    tenantId: "t",
    providerId: "p",
    campaignId: "",
    lineId: "l",
    operator: "MCI",
    sender: "1000",
    traffic: "",
    lane: "BULK",
    parts: made.parts,
    dropped: new Map(),
    expiresAt: new Date("2026-12-01T00:00:00Z"),
  };
  const never = (): void => undefined;
  const submit = submitOver({
    account,
    link,
    gate: laneGate({ size: 100, rate: 0, monotonic: now }),
    onHeard: never,
    onThrottled: never,
    isSpared: () => false,
    count,
  });
  try {
    const { results } = await submit(chunk, [0, 1, 2], {
      retries: new Map(),
      others: () => ({ areUp: false, carry: false }),
    });
    expect(results.map(({ operatorId }) => operatorId).sort()).toEqual(ids);
  } finally {
    await link.unbind();
    await server.stop();
  }
  return got;
};

const readAll = (got: readonly ReceivedSubmit[], dataCoding = 0) =>
  got.map(({ esmClass, shortMessage }) =>
    decode(shortMessage, { dataCoding, hasUdh: (esmClass & 0x40) !== 0 }),
  );

test.each([
  ["short_message", "gsm", 0],
  ["message_payload", "gsm", 0],
  ["short_message", "latin1", 3],
] as const)(
  "a long text reaches an operator that wants %s, %s and sar_* whole",
  async (textIn, defaultAlphabet, coding) => {
    const got = await sent(accountOf({ concat: "sar", textIn, defaultAlphabet }));
    const reference = got[0]?.sar?.reference;
    expect(got.map(({ sar }) => sar)).toEqual(
      [1, 2, 3].map((index) => ({ reference, total: 3, index })),
    );
    const read = readAll(got, coding);
    expect(read.map(({ concat }) => concat)).toEqual([undefined, undefined, undefined]);
    expect(read.map((part) => part.text).join("")).toBe(text);
    expect(got.every(({ registeredDelivery }) => registeredDelivery === 1)).toBe(true);
  },
);

test("[TR-AKT-25] the operator is told until when it may try, the same for every part, and asked for each receipt", async () => {
  const got = await sent(accountOf({}));
  expect(got.map(({ validityPeriod }) => validityPeriod)).toEqual(
    [1, 2, 3].map(() => "261201000000000+"),
  );
  expect(got.every(({ registeredDelivery }) => registeredDelivery === 1)).toBe(true);
});

test("without sar_* the place of a part stands in its header", async () => {
  const got = await sent(accountOf({}));
  expect(got.map(({ sar }) => sar)).toEqual([undefined, undefined, undefined]);
  const read = readAll(got);
  expect(read.map(({ concat }) => concat?.index)).toEqual([1, 2, 3]);
  expect(read.map((part) => part.text).join("")).toBe(text);
});

test("an operator that cuts long texts itself gets the whole text in one submit, and its one answer holds for every part", async () => {
  const counted: unknown[] = [];
  const got = await sent(accountOf({ concat: "payload" }), ["1", "1", "1"], (...of) =>
    counted.push(of),
  );
  // Parts are counted, as they are paid.
  expect(counted).toEqual([["accepted", 3]]);
  expect(got).toHaveLength(1);
  const [read] = readAll(got);
  expect([read?.text, read?.concat]).toEqual([text, undefined]);
  expect(got[0]).toMatchObject({ esmClass: 0, registeredDelivery: 1 });
});

test.each(["8bit", "sar", "payload"] as const)(
  "[TR-AKT-09] the operator's code ends what reaches the operator, with %s, or is left to it",
  async (concat) => {
    const account = accountOf({ concat });
    const ids = concat === "payload" ? ["1", "1", "1"] : undefined;
    const joined = async (suffix: Suffix): Promise<string> =>
      readAll(await sent(account, ids, undefined, suffix))
        .map((read) => read.text)
        .join("");
    expect(await joined({ text: "B 001", room: 0 })).toBe(`${text}B 001`);
    expect(await joined({ text: "", room: 5 })).toBe(text);
  },
);

test("a text near the border is cut as it was counted, with one octet of reference or with two", () => {
  const read = (wideReference: boolean, parts: number) => {
    const work = ChunkReleased.fromPartial({
      ...{ chunkId: "c", clearanceId: "x", reservationId: "y", expiresAt: new Date() },
      ...{ msisdns: [989_120_000_000n], texts: ["a".repeat(306)], alphabet: "gsm7" },
      ...{ parts: Buffer.of(parts), wideReference },
    });
    const { kind, chunk } = toChunk(work, new Date());
    const octets = chunk.parts.map(({ content }) => content.udhLength);
    return kind === "ok" ? octets : kind;
  };
  expect(read(false, 2)).toEqual([6, 6]);
  expect(read(true, 3)).toEqual([7, 7, 7]);
  // Fewer than it takes are refused; what a printed table counts more is sent (decision 0029).
  expect([read(true, 2), read(false, 3)]).toEqual(["refused", [6, 6, 6]]);
});

test("a suffix is of the length that its market's tables leave out, and the same at every account of a route", () => {
  const read = (market: string, ...suffixes: readonly string[]) => {
    const base = testServiceConfig({ name: "dispatcher", mongoUri: "mongodb://x/x", natsUrl: "n" });
    const known = { host: "127.0.0.1", port: 1, password: "x" };
    const accounts = suffixes.map((suffix, i) => ({
      ...{ ...known, account: `a${i}`, systemId: `a${i}`, suffix },
    }));
    const names = accounts.map(({ account }) => account);
    const routes = [{ route: "op", market, operators: ["*"], accounts: names }];
    return readConfig({ ...base, OPERATORS: JSON.stringify({ accounts, routes }) });
  };
  expect(read("TR", "B 001", "B 001").OPERATORS.accounts[1]?.suffix).toBe("B 001");
  expect(() => read("TR", "B 001", "")).toThrow(/same suffix/u);
  expect(() => read("TR", "B001")).toThrow(/as many characters/u);
  expect(() => read("IR", "B 001")).toThrow(/as many characters/u);
  expect(() => read("TR", "B €01")).toThrow();
});
