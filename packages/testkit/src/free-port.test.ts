import { rmdir, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { claimPort } from "./free-port.js";

test("a port that somebody has just chosen is nobody else's, until he had time to listen on it", async () => {
  // No port that is ever handed out.
  const port = 70_000 + process.pid;
  expect(await claimPort(port)).toBe(true);
  expect(await claimPort(port)).toBe(false);
  const place = join(tmpdir(), "whiteline-ports", `${port}`);
  await utimes(place, new Date(0), new Date(0));
  expect(await claimPort(port)).toBe(true);
  expect(await claimPort(port)).toBe(false);
  await rmdir(place);
});
