import { expect, test } from "vitest";

import { createProgress } from "./progress.js";

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 40, write: (text: string) => written.push(text), written };
}

test("outside a terminal every change is one plain line", () => {
  const log = screen(false);
  const { say, show } = createProgress(log);
  say("mongod: looking");
  show("mongod", "starting");
  show("mongod", "healthy");
  expect(log.written.join("")).toBe("mongod: looking\nmongod: starting\nmongod: healthy\n");
});

test("in a terminal the list is drawn again in place, with what is said above it", () => {
  const terminal = screen(true);
  const { say, show, finish } = createProgress(terminal);
  show("mongod", "starting");
  show("lists", "starting");
  show("mongod", "healthy");
  expect(terminal.written.at(-1)).toBe(
    "\u001b[2A\u001b[J  mongod               healthy\n  lists                starting\n",
  );
  say("hello");
  expect(terminal.written.at(-1)).toMatch(/^\u001b\[2A\u001b\[Jhello\n {2}mongod/);
  finish();
  say("after");
  expect(terminal.written.at(-1)).toBe("after\n");
});
