import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { testDirectory } from "@whiteline/testkit";
import { runCases } from "../src/cases.js";

const file = join(import.meta.dirname, "../cases/public.json");
const { cases } = z
  .object({ cases: z.array(z.object({ id: z.string(), kind: z.string() })) })
  .parse(JSON.parse(readFileSync(file, "utf8")));

const kinds = [...new Set(cases.map(({ kind }) => kind))];

test.each(kinds)("every golden case of %s passes through the product's own functions", (kind) => {
  const { lines } = runCases(file);
  const ids = cases.filter((one) => one.kind === kind).map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(0);
  for (const id of ids) expect(lines).toContain(`${id} pass`);
});

test("a case of a kind that nothing answers is told as a failure", async () => {
  await using directory = await testDirectory();
  const path = join(directory.path, "cases.json");
  const unknown = { id: "X-1", kind: "xx.unknown", input: {}, expected: {} };
  await writeFile(path, JSON.stringify({ cases: [unknown] }));
  const { lines, failed } = runCases(path);
  expect(failed).toBe(1);
  expect(lines).toEqual(["X-1 fail not yet (xx.unknown)", "0 passed, 1 failed of 1 cases"]);
});
