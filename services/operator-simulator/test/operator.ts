import {
  type DeliverSm,
  type Link,
  type LinkOptions,
  type SubmitOutcome,
  type SubmitSm,
  connectLink,
  parseReceipt,
} from "@whiteline/smpp";

import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";

/** Looks every few milliseconds, with a deadline for slow machines: for `expect.poll`. */
export const PATIENT = { interval: 2, timeout: 60_000 };

export const OPERATORS = JSON.stringify([
  { systemId: "wl-mci", password: "mci-word", route: "mci" },
  { systemId: "wl-tr", password: "tr-word", route: "tr" },
]);

/** An operator whose clock the test holds, and its control door. */
export const startOperator = async (env: Readonly<Record<string, string>> = {}) => {
  let time = Date.parse("2026-11-05T10:00:00Z");
  const config = readConfig({ LOG_LEVEL: "silent", OPERATORS, ...env });
  const operator = await start(config, { now: () => new Date(time), newId: () => "id" });
  const call = async (method: string, path: string) => {
    const reply = await fetch(`http://${operator.controlAddress}${path}`, { method });
    const body: unknown = await reply.json();
    return { status: reply.status, body };
  };
  return {
    ...operator,
    post: (path: string) => call("POST", path),
    stats: async () => (await call("GET", "/stats")).body,
    call,
    pass: (ms: number) => (time += ms),
    [Symbol.asyncDispose]: () => operator.stop(),
  };
};

export const bind = async (
  port: number,
  change: Partial<LinkOptions> = {},
): Promise<{ link: Link; got: DeliverSm[] }> => {
  const got: DeliverSm[] = [];
  const link = await connectLink({
    host: "127.0.0.1",
    port,
    systemId: "wl-mci",
    password: "mci-word",
    bindType: "transceiver",
    window: 100,
    responseTimeoutMs: 10_000,
    enquireIntervalMs: 60_000,
    connectTimeoutMs: 10_000,
    now: () => performance.now(),
    onDeliver: (deliver, answer) => {
      got.push(deliver);
      answer(0);
    },
    onClose: () => undefined,
    ...change,
  });
  return { link, got };
};

export const send = (link: Link, change: Partial<SubmitSm> = {}): Promise<SubmitOutcome> =>
  new Promise((done) =>
    link.submit(
      {
        source: { addr: "9821000000", ton: 1, npi: 1 },
        destination: { addr: "989120000000", ton: 1, npi: 1 },
        esmClass: 0,
        dataCoding: 0,
        registeredDelivery: 1,
        shortMessage: Buffer.from("hello"),
        ...change,
      },
      done,
    ),
  );

export const idOf = (outcome: SubmitOutcome) =>
  outcome.kind === "answered" ? outcome.messageId : "";
export const receiptsOf = (got: readonly DeliverSm[]) =>
  got.map((deliver) => {
    const receipt = parseReceipt(deliver);
    return receipt.kind === "receipt" ? [receipt.messageId, receipt.state] : [];
  });
