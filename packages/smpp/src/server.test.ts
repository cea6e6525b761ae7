import { describe, expect, test, vi } from "vitest";

import { encodeBind } from "./bind.js";
import { encodeBare } from "./codec.js";
import { type Link, connectLink } from "./link.js";
import { type DeliverSm, encodeSubmit } from "./message.js";
import { aSubmit, heldClock, linkOptions, scriptedClient } from "./scripted-peer.js";
import { type DeliverOutcome, type ServerOptions, type ServerSession, listen } from "./server.js";
import type { SessionClose } from "./session.js";
import { STATUS } from "./status.js";

vi.setConfig({ testTimeout: 30_000 });

/** Looks every few milliseconds, with a deadline for slow machines. */
const eventually = <T>(probe: () => T) => expect.poll(probe, { interval: 2, timeout: 50_000 });

const CREDENTIALS = { systemId: "whiteline", password: "s3cret-word" };
const CONTENT = {
  source: { addr: "989120000000", ton: 1, npi: 1 },
  destination: { addr: "DIGIKALA", ton: 5, npi: 0 },
  esmClass: 0,
  dataCoding: 0,
  shortMessage: Buffer.from("hi"),
};

const startServer = async (change: Partial<ServerOptions> = {}) => {
  const clock = heldClock();
  const sessions: ServerSession[] = [];
  const closes: SessionClose[] = [];
  const server = await listen({
    host: "127.0.0.1",
    port: 0,
    now: clock.now,
    window: 2,
    responseTimeoutMs: 100,
    enquireIntervalMs: 100_000,
    bindWithinMs: 100,
    onBind: ({ systemId }) => (systemId === "whiteline" ? 0 : STATUS.ESME_RINVSYSID),
    onBound: (session) => sessions.push(session),
    onSubmit: (_session, _submit, answer) => answer(0, "id-1"),
    onClose: (_session, close) => closes.push(close),
    ...change,
  });
  return {
    clock,
    sessions,
    closes,
    port: server.port,
    [Symbol.asyncDispose]: () => server.stop(),
  };
};

const bindLink = async (
  port: number,
  change: Partial<Parameters<typeof linkOptions>[1]> = {},
): Promise<Link> => connectLink(linkOptions(port, { now: heldClock().now, ...change }));

describe("the server side", () => {
  test("refuses a bind with its status and ends the connection", async () => {
    await using server = await startServer();
    const client = await scriptedClient(server.port);
    client.write(encodeBind(1, "receiver", { systemId: "stranger", password: "x" }));
    await eventually(() => client.heard).toEqual(["80000001:f:1"]);
    await eventually(() => client.ended).toBe(true);
    expect(server.closes).toEqual([]);
  });

  test("closes a connection that does not bind in time, also one that drips octets", async () => {
    await using server = await startServer();
    const client = await scriptedClient(server.port);
    client.write(encodeBind(1, "receiver", CREDENTIALS).subarray(0, 20));
    server.clock.pass(100);
    await eventually(() => client.ended).toBe(true);
    expect(client.heard).toEqual([]);
  });

  test("takes submits only from those bound to send, and one bind per connection", async () => {
    await using server = await startServer();
    const client = await scriptedClient(server.port);
    client.write(encodeSubmit(1, aSubmit()));
    client.write(encodeBind(2, "receiver", CREDENTIALS));
    client.write(encodeSubmit(3, aSubmit()));
    client.write(encodeBind(4, "transmitter", CREDENTIALS));
    client.write(encodeBare(0x15, 0, 5));
    client.write(encodeBare(0x0103, 0, 6));
    await eventually(() => client.heard).toEqual([
      `80000004:${STATUS.ESME_RINVBNDSTS}:1`,
      "80000001:0:2",
      `80000004:${STATUS.ESME_RINVBNDSTS}:3`,
      `80000002:${STATUS.ESME_RALYBND}:4`,
      "80000015:0:5",
      `80000000:${STATUS.ESME_RINVCMDID}:6`,
    ]);
  });

  test("refuses a submit that is cut, and goes on", async () => {
    await using server = await startServer();
    const client = await scriptedClient(server.port);
    const cut = Buffer.from(encodeSubmit(2, aSubmit()).subarray(0, -3));
    cut.writeUInt32BE(cut.length, 0);
    client.write(Buffer.concat([encodeBind(1, "transmitter", CREDENTIALS), cut]));
    client.write(encodeSubmit(3, aSubmit()));
    await eventually(() => client.heard).toEqual(["80000002:0:1", "80000004:1:2", "80000004:0:3"]);
  });

  test("answers a submit once", async () => {
    const onSubmit: ServerOptions["onSubmit"] = (_session, _submit, answer) => {
      answer(STATUS.ESME_RTHROTTLED);
      answer(0, "id-2");
    };
    await using server = await startServer({ onSubmit });
    const link = await bindLink(server.port);
    const outcome = await new Promise((done) => link.submit(aSubmit(), done));
    expect(outcome).toEqual({ kind: "answered", status: STATUS.ESME_RTHROTTLED, messageId: "" });
    await link.unbind();
    expect(server.closes).toEqual([{ why: "peer_unbound" }]);
  });

  test("delivers within its window and is told every answer", async () => {
    await using server = await startServer();
    const answers: ((status: number) => void)[] = [];
    const got: DeliverSm[] = [];
    const onDeliver = (deliver: DeliverSm, answer: (status: number) => void) => {
      got.push(deliver);
      answers.push(answer);
    };
    const link = await bindLink(server.port, { onDeliver });
    const session = server.sessions[0]!;
    const outcomes: DeliverOutcome[] = [];
    const note = (outcome: DeliverOutcome) => outcomes.push(outcome);
    session.deliver({ ...CONTENT, destination: { addr: "\u0600", ton: 5, npi: 0 } }, note);
    for (let i = 0; i < 3; i++) session.deliver(CONTENT, note);
    expect(outcomes).toEqual([
      { kind: "invalid", code: "DESTINATION_ADDRESS" },
      { kind: "not_sent", why: "window_full" },
    ]);
    const free = session.whenFree();
    await eventually(() => got.length).toBe(2);
    expect(got[0]).toEqual({ ...CONTENT, sequence: 1 });
    answers[0]!(STATUS.ESME_RX_T_APPN);
    await free;
    expect(outcomes[2]).toEqual({ kind: "answered", status: STATUS.ESME_RX_T_APPN });
    link.destroy("gone");
    await eventually(() => outcomes[3]).toEqual({ kind: "in_doubt", why: "closed" });
    session.deliver(CONTENT, note);
    expect(outcomes[4]).toEqual({ kind: "not_sent", why: "closed" });
  });

  test("delivers nothing to a transmitter", async () => {
    await using server = await startServer();
    const link = await bindLink(server.port, { bindType: "transmitter" });
    expect(server.sessions[0]?.free).toBe(0);
    link.destroy("end of test");
  });

  test("drops a connection as a crash would: submits of the client are in doubt", async () => {
    await using server = await startServer({
      onSubmit: (session) => session.drop("chaos"),
    });
    const link = await bindLink(server.port);
    const outcome = await new Promise((done) => link.submit(aSubmit(), done));
    expect(outcome).toEqual({ kind: "in_doubt", why: "closed" });
    expect(link.state).toBe("closed");
  });

  test("stops with the answers it wrote, and frees its port", async () => {
    const server = await startServer();
    const link = await bindLink(server.port);
    await server[Symbol.asyncDispose]();
    await eventually(() => link.state).toBe("closed");
    const again = bindLink(server.port);
    await expect(again).rejects.toMatchObject({ close: { detail: "ECONNREFUSED" } });
  });
});
