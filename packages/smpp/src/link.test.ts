import { readFileSync } from "node:fs";
import { inspect } from "node:util";

import { describe, expect, test, vi } from "vitest";

import { BindRefused, type LinkClose, LinkError, type SubmitOutcome, connectLink } from "./link.js";
import type { DeliverSm } from "./message.js";
import { encodeDeliver } from "./message.js";
import { GENERIC_NACK, encodeBare } from "./codec.js";
import { aSubmit, answerFrame, heldClock, linkOptions, scriptedOperator } from "./scripted-peer.js";
import { listen } from "./server.js";
import { SessionEnded } from "./session.js";
import { STATUS } from "./status.js";

vi.setConfig({ testTimeout: 30_000 });

/** Looks every few milliseconds, with a deadline for slow machines. */
const eventually = <T>(probe: () => T) => expect.poll(probe, { interval: 2, timeout: 50_000 });

/** For tests on the machine's own clock. */
const PATIENT = { responseTimeoutMs: 20_000, connectTimeoutMs: 20_000 };

/** A bound link to a scripted operator, with all it told us. */
const boundLink = async (
  operator: Awaited<ReturnType<typeof scriptedOperator>>,
  change: Partial<Parameters<typeof linkOptions>[1]> = {},
) => {
  const clock = heldClock();
  const outcomes: SubmitOutcome[] = [];
  const closes: LinkClose[] = [];
  const link = await connectLink(
    linkOptions(operator.port, {
      now: clock.now,
      onClose: (close) => closes.push(close),
      ...change,
    }),
  );
  const submit = (times = 1) => {
    for (let i = 0; i < times; i++) link.submit(aSubmit(), (outcome) => outcomes.push(outcome));
  };
  return { link, clock, outcomes, closes, submit, peer: operator.peer };
};

const ID = Buffer.from("id-1\0");

describe("connecting", () => {
  test("resolves when the operator accepted the bind, and tells the status when it did not", async () => {
    const now = () => performance.now();
    const server = await listen({
      host: "127.0.0.1",
      port: 0,
      now,
      window: 10,
      responseTimeoutMs: 20_000,
      enquireIntervalMs: 60_000,
      bindWithinMs: 20_000,
      onBind: (bind) => (bind.hasPassword("s3cret-word") ? 0 : STATUS.ESME_RINVPASWD),
      onSubmit: (_session, _submit, answer) => answer(0, "1"),
    });
    const link = await connectLink(linkOptions(server.port, { now, ...PATIENT }));
    expect(link.state).toBe("bound");
    const refused = connectLink(linkOptions(server.port, { now, ...PATIENT, password: "wrong" }));
    await expect(refused).rejects.toEqual(new BindRefused(STATUS.ESME_RINVPASWD));
    await link.unbind();
    expect(link.state).toBe("closed");
    await server.stop();
  });

  test("fails with the reason when nobody listens", async () => {
    const operator = await scriptedOperator();
    await operator[Symbol.asyncDispose]();
    const link = connectLink(linkOptions(operator.port, { now: heldClock().now }));
    await expect(link).rejects.toMatchObject({
      code: "NOT_CONNECTED",
      close: { why: "socket_error", detail: "ECONNREFUSED" },
    });
  });

  test("fails in time when the operator never answers the bind", async () => {
    await using operator = await scriptedOperator({ accepts: false });
    const clock = heldClock();
    const link = connectLink(
      linkOptions(operator.port, {
        now: clock.now,
        responseTimeoutMs: 60_000,
        connectTimeoutMs: 100,
      }),
    );
    const failed = expect(link).rejects.toMatchObject({ close: { why: "bind_timeout" } });
    await eventually(() => operator.peers[0]?.received.length).toBe(1);
    clock.pass(100);
    await failed;
  });

  test("never shows the password: not in the link, not in an error", async () => {
    await using operator = await scriptedOperator();
    const { link } = await boundLink(operator);
    const tooLong = { now: heldClock().now, password: `s3cret-word${"x".repeat(40)}` };
    const refused = await connectLink(linkOptions(operator.port, tooLong)).catch((e: unknown) => e);
    expect(refused).toBeInstanceOf(LinkError);
    for (const shown of [link, refused, new BindRefused(STATUS.ESME_RINVPASWD)]) {
      expect(inspect(shown, { depth: 9, showHidden: true })).not.toContain("s3cret");
    }
    link.destroy("end of test");
  });

  test("over TLS refuses a certificate that does not verify, before the password travels", async () => {
    const pem = (name: string) =>
      readFileSync(new URL(`fixtures/self-signed.${name}.pem`, import.meta.url));
    const now = () => performance.now();
    let binds = 0;
    const server = await listen({
      host: "127.0.0.1",
      port: 0,
      tls: { key: pem("key"), cert: pem("cert") },
      now,
      window: 10,
      responseTimeoutMs: 20_000,
      enquireIntervalMs: 60_000,
      bindWithinMs: 20_000,
      onBind: () => (++binds, 0),
      onSubmit: (_session, _submit, answer) => answer(0, "tls-1"),
    });
    const unknown = connectLink(linkOptions(server.port, { now, ...PATIENT, tls: {} }));
    await expect(unknown).rejects.toMatchObject({
      close: { why: "socket_error", detail: "DEPTH_ZERO_SELF_SIGNED_CERT" },
    });
    expect(binds).toBe(0);
    const tls = { ca: pem("cert"), servername: "localhost" };
    const link = await connectLink(linkOptions(server.port, { now, ...PATIENT, tls }));
    const outcome = await new Promise((done) => link.submit(aSubmit(), done));
    expect(outcome).toEqual({ kind: "answered", status: 0, messageId: "tls-1" });
    await link.unbind();
    await server.stop();
  });
});

describe("a submit", () => {
  test("is answered with the operator's id, or with its status", async () => {
    await using operator = await scriptedOperator();
    const { outcomes, submit, peer } = await boundLink(operator);
    submit(2);
    await eventually(() => peer.received.length).toBe(2);
    peer.write(answerFrame(peer.received[1]!, STATUS.ESME_RTHROTTLED));
    peer.write(answerFrame(peer.received[0]!, 0, ID));
    await eventually(() => outcomes).toEqual([
      { kind: "answered", status: STATUS.ESME_RTHROTTLED, messageId: "" },
      { kind: "answered", status: 0, messageId: "id-1" },
    ]);
  });

  test.each([
    ["no body", ""],
    ["an empty id", "\0"],
    ["an id cut before its end", "id-"],
  ])("accepted with %s is in doubt, not a success", async (_, body) => {
    await using operator = await scriptedOperator();
    const { link, outcomes, submit, peer } = await boundLink(operator);
    submit();
    await eventually(() => peer.received.length).toBe(1);
    peer.write(answerFrame(peer.received[0]!, 0, Buffer.from(body)));
    await eventually(() => outcomes).toEqual([{ kind: "in_doubt", why: "missing_message_id" }]);
    expect(link.free).toBe(10);
  });

  test("refused by generic_nack is refused, even with the status of success", async () => {
    await using operator = await scriptedOperator();
    const { outcomes, submit, peer } = await boundLink(operator);
    submit(2);
    await eventually(() => peer.received.length).toBe(2);
    const [first, second] = peer.received.map((frame) => frame.readUInt32BE(12));
    peer.write(encodeBare(GENERIC_NACK, STATUS.ESME_RINVCMDID, first!));
    peer.write(encodeBare(GENERIC_NACK, 0, second!));
    await eventually(() => outcomes).toEqual([
      { kind: "answered", status: STATUS.ESME_RINVCMDID, messageId: "" },
      { kind: "answered", status: STATUS.ESME_RUNKNOWNERR, messageId: "" },
    ]);
  });

  test("answered twice, or answered under an unknown number, is told once, and what nobody waits for is told apart", async () => {
    await using operator = await scriptedOperator();
    const strays: number[] = [];
    const onStrayAnswer = (status: number): void => void strays.push(status);
    const { link, outcomes, submit, peer } = await boundLink(operator, { onStrayAnswer });
    submit();
    await eventually(() => peer.received.length).toBe(1);
    const answer = answerFrame(peer.received[0]!, 0, ID);
    const stranger = Buffer.from(answer);
    stranger.writeUInt32BE(0x7fff_0000, 12);
    peer.write(Buffer.concat([stranger, answer, answer, encodeBare(0x15, 0, 77)]));
    await eventually(() => peer.heard.at(-1)).toBe("80000015:0:4d");
    expect(outcomes).toEqual([{ kind: "answered", status: 0, messageId: "id-1" }]);
    expect(strays).toEqual([0, 0]);
    expect(link.free).toBe(10);
  });

  test("not answered in time is in doubt and keeps its place until the late answer", async () => {
    await using operator = await scriptedOperator();
    const { link, clock, outcomes, submit, peer } = await boundLink(operator);
    submit();
    await eventually(() => peer.received.length).toBe(1);
    clock.pass(99);
    expect(outcomes).toEqual([]);
    clock.pass(1);
    await eventually(() => outcomes).toEqual([{ kind: "in_doubt", why: "timeout" }]);
    expect(link.free).toBe(9);
    peer.write(answerFrame(peer.received[0]!, 0, ID));
    await eventually(() => link.free).toBe(10);
    expect(outcomes).toHaveLength(1);
  });

  test("waits for a place in the window; a link whose places are all overdue is given up", async () => {
    await using operator = await scriptedOperator();
    const { link, clock, outcomes, closes, submit, peer } = await boundLink(operator, {
      window: 2,
    });
    submit(3);
    expect(outcomes).toEqual([{ kind: "not_sent", why: "window_full" }]);
    await eventually(() => peer.received.length).toBe(2);
    const free = link.whenFree();
    peer.write(answerFrame(peer.received[0]!, 0, ID));
    await free;
    expect(link.free).toBe(1);
    submit();
    await eventually(() => peer.received.length).toBe(3);
    const never = expect(link.whenFree()).rejects.toBeInstanceOf(SessionEnded);
    clock.pass(100);
    await never;
    expect(closes).toEqual([{ why: "window_stalled" }]);
    expect(outcomes.slice(2)).toEqual(Array(2).fill({ kind: "in_doubt", why: "timeout" }));
  });

  test("under way when the connection breaks is in doubt; after it nothing is sent", async () => {
    await using operator = await scriptedOperator();
    const { link, outcomes, closes, submit, peer } = await boundLink(operator);
    submit(3);
    await eventually(() => peer.received.length).toBe(3);
    peer.destroy();
    await eventually(() => closes).toEqual([{ why: "socket_error", detail: "ECONNRESET" }]);
    expect(outcomes).toEqual(Array(3).fill({ kind: "in_doubt", why: "closed" }));
    submit();
    expect(outcomes.at(-1)).toEqual({ kind: "not_sent", why: "closed" });
    await expect(link.whenFree()).rejects.toBeInstanceOf(SessionEnded);
  });

  test("that is invalid is told so and not one octet of it travels", async () => {
    await using operator = await scriptedOperator();
    const { link, outcomes, submit, peer } = await boundLink(operator);
    const bad = aSubmit({ source: { addr: "98\x0021", ton: 1, npi: 1 } });
    link.submit(bad, (outcome) => outcomes.push(outcome));
    expect(outcomes).toEqual([{ kind: "invalid", code: "SOURCE_ADDRESS" }]);
    expect(link.free).toBe(10);
    submit();
    await eventually(() => peer.received.length).toBe(1);
  });

  test("whose callback throws ends the link; the others are still told", async () => {
    await using operator = await scriptedOperator();
    const { link, outcomes, closes, submit, peer } = await boundLink(operator);
    const failure = new Error("a fault of the caller");
    link.submit(aSubmit(), () => {
      throw failure;
    });
    submit();
    await eventually(() => peer.received.length).toBe(2);
    peer.write(answerFrame(peer.received[0]!, 0, ID));
    await eventually(() => closes).toEqual([{ why: "callback_failed", cause: failure }]);
    expect(outcomes).toEqual([{ kind: "in_doubt", why: "closed" }]);
  });
});

describe("a message from the operator", () => {
  const content = {
    source: { addr: "989120000000", ton: 1, npi: 1 },
    destination: { addr: "9821000000", ton: 1, npi: 1 },
    esmClass: 0,
    dataCoding: 8,
    shortMessage: Buffer.from("سلام", "utf16le").swap16(),
  };

  test("is answered when we say so, once, with its own number", async () => {
    await using operator = await scriptedOperator();
    const got: DeliverSm[] = [];
    const answers: ((status: number) => void)[] = [];
    const { peer } = await boundLink(operator, {
      onDeliver: (deliver, answer) => (got.push(deliver), answers.push(answer)),
    });
    peer.write(encodeDeliver(0x7fff_ffff, content));
    peer.write(encodeDeliver(9, content));
    await eventually(() => got).toEqual([
      { ...content, sequence: 0x7fff_ffff },
      { ...content, sequence: 9 },
    ]);
    answers[1]!(STATUS.ESME_RX_T_APPN);
    answers[0]!(0);
    answers[0]!(STATUS.ESME_RSYSERR);
    peer.write(encodeBare(0x15, 0, 1));
    await eventually(() => peer.heard).toEqual([
      "80000005:64:9",
      "80000005:0:7fffffff",
      "80000015:0:1",
    ]);
  });

  test("waits while we do not read, and no submit is late meanwhile", async () => {
    await using operator = await scriptedOperator();
    const got: number[] = [];
    const held: { link?: Awaited<ReturnType<typeof boundLink>>["link"] } = {};
    const { link, clock, outcomes, closes, submit, peer } = await boundLink(operator, {
      enquireIntervalMs: 100,
      onDeliver: ({ sequence }, answer) => {
        got.push(sequence);
        if (sequence === 2) held.link?.pauseReading();
        answer(0);
      },
    });
    held.link = link;
    submit();
    await eventually(() => peer.received.length).toBe(1);
    const answer = answerFrame(peer.received[0]!, 0, ID);
    peer.write(Buffer.concat([1, 2, 3].map((n) => encodeDeliver(n, content)).concat(answer)));
    await eventually(() => peer.heard.length).toBe(3);
    expect(got).toEqual([1, 2]);
    clock.pass(1_000_000);
    link.resumeReading();
    await eventually(() => got).toEqual([1, 2, 3]);
    await eventually(() => outcomes).toEqual([{ kind: "answered", status: 0, messageId: "id-1" }]);
    expect(closes).toEqual([]);
  });
});

describe("the end of a link", () => {
  test("by our unbind waits for the answers under way and takes nothing new", async () => {
    await using operator = await scriptedOperator();
    const { link, outcomes, closes, submit, peer } = await boundLink(operator);
    submit(2);
    await eventually(() => peer.received.length).toBe(2);
    const unbound = link.unbind();
    expect(link.state).toBe("unbinding");
    submit();
    expect(outcomes).toEqual([{ kind: "not_sent", why: "closed" }]);
    for (const frame of peer.received.slice(0, 2)) peer.write(answerFrame(frame, 0, ID));
    await eventually(() => peer.heard.at(-1)).toMatch(/^6:0:/);
    peer.write(answerFrame(peer.received.at(-1)!));
    await unbound;
    expect(closes).toEqual([{ why: "unbound" }]);
    expect(outcomes.slice(1)).toEqual(
      Array(2).fill({ kind: "answered", status: 0, messageId: "id-1" }),
    );
  });

  test("by our unbind comes also when the operator answers nothing more", async () => {
    await using operator = await scriptedOperator();
    const { link, clock, outcomes, closes, submit, peer } = await boundLink(operator);
    submit();
    await eventually(() => peer.received.length).toBe(1);
    const unbound = link.unbind();
    clock.pass(100);
    await eventually(() => peer.heard.at(-1)).toMatch(/^6:0:/);
    clock.pass(100);
    await unbound;
    expect(outcomes).toEqual([{ kind: "in_doubt", why: "timeout" }]);
    expect(closes).toEqual([{ why: "unbound" }]);
  });

  test("by the operator's unbind in the middle of a window is answered; submits are in doubt", async () => {
    await using operator = await scriptedOperator();
    const { outcomes, closes, submit, peer } = await boundLink(operator);
    submit(5);
    await eventually(() => peer.received.length).toBe(5);
    peer.write(answerFrame(peer.received[0]!, 0, ID));
    peer.write(encodeBare(0x06, 0, 3));
    await eventually(() => peer.heard.at(-1)).toBe("80000006:0:3");
    await eventually(() => peer.ended).toBe(true);
    expect(closes).toEqual([{ why: "peer_unbound" }]);
    expect(outcomes[0]).toMatchObject({ kind: "answered" });
    expect(outcomes.slice(1)).toEqual(Array(4).fill({ kind: "in_doubt", why: "closed" }));
  });

  test("by us is at once, and told with our reason", async () => {
    await using operator = await scriptedOperator();
    const { link, outcomes, closes, submit, peer } = await boundLink(operator);
    submit();
    link.destroy("lease lost");
    link.destroy("again");
    expect(closes).toEqual([{ why: "destroyed", detail: "lease lost" }]);
    expect(outcomes).toEqual([{ kind: "in_doubt", why: "closed" }]);
    await eventually(() => peer.ended).toBe(true);
  });
});
