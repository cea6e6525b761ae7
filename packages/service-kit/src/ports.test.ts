import { expect, test } from "vitest";

import { systemPorts } from "./ports.js";

test("ids are 24 hexadecimal characters and never the same", () => {
  const ids = Array.from({ length: 2_000 }, () => systemPorts.newId());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{24}$/);
  expect(new Set(ids).size).toBe(2_000);
});
