import { expect, test } from "vitest";

import { createLogger } from "./logger.js";

type Line = { readonly msg: string; readonly err?: { readonly stack: string } };

function listen() {
  const lines: string[] = [];
  const log = createLogger("lists", "info", { write: (line) => void lines.push(line) });
  return {
    log,
    lines,
    last: (): Line => JSON.parse(lines.at(-1) ?? "") as Line,
  };
}

test("a log line is an event name plus fields", () => {
  const { log, last } = listen();
  log.info({ chunkId: "65f1c0ffee123456789012ab", parts: 3, cost: 5n }, "chunk released");
  expect(last()).toMatchObject({
    level: "info",
    name: "lists",
    msg: "chunk released",
    chunkId: "65f1c0ffee123456789012ab",
    parts: 3,
    cost: 5,
  });
});

test("no way of logging lets a number or a secret through", () => {
  const { log, lines } = listen();
  const number = "989123456789";
  const error = Object.assign(
    new Error(`no route for ${number}`, { cause: new Error(`+${number}`) }),
    {
      keyValue: { number },
      note: number,
    },
  );

  log.info(number);
  log.info(
    { to: number, note: number, list: [number], deep: { email: "sara@example.com" } },
    `to ${number}`,
  );
  log.info("to %s", number);
  log.info({ err: error });
  log.error(error);
  log.error({ err: error }, "failed");
  log.error({ error }, "failed");
  log.child({ msisdn: number, note: number }).info("child");
  log.child({ a: 1 }).child({ token: "t0ken", note: number }, {}).warn(`grandchild ${number}`);
  const child = log.child({});
  child.setBindings({ bound: 1 });
  child.info({ apiKey: "t0ken" }, "bound");

  expect(lines).toHaveLength(10);
  expect(lines.join("")).not.toContain(number);
  expect(lines.join("")).not.toContain("t0ken");
  expect(lines.join("")).not.toContain("sara@");
});

test("an error keeps its name, its masked message, its stack and its cause", () => {
  const { log, last } = listen();
  log.error({ err: new TypeError("bad 09123456789", { cause: new Error("inner") }) }, "failed");
  expect(last().err).toMatchObject({
    type: "TypeError",
    message: "bad 0912***89",
    cause: { message: "inner" },
  });
  expect(last().err?.stack).toContain("logger.test.ts");
  expect(last().err?.stack).not.toContain("09123456789");
});
