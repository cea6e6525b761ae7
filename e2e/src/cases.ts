import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { cases as campaigns } from "@whiteline/campaigns/cases";
import { cases as compliance } from "@whiteline/compliance/cases";
import { cases as dlr } from "@whiteline/dlr/cases";
import { cases as linesRegistry } from "@whiteline/lines-registry/cases";
import { cases as lists } from "@whiteline/lists/cases";
import { cases as pricing } from "@whiteline/pricing/cases";
import { z } from "zod";

/**
 * Runs golden cases (shape of e2e/cases/README.md) through the product's own functions and
 * compares `expected` exactly. No rule lives here: a kind without a function prints `fail not yet`.
 */
const file = z.object({
  cases: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      input: z.unknown(),
      expected: z.record(z.string(), z.unknown()),
    }),
  ),
});

type Functions = Readonly<Record<string, (input: unknown) => unknown>>;

const functions: Functions = {
  ...campaigns,
  ...compliance,
  ...dlr,
  ...linesRegistry,
  ...lists,
  ...pricing,
};

/** Lists whose order does not matter, by the cases' README. */
const sets = new Set(["documents", "errors", "warnings", "reasons", "missing"]);

const comparable = (value: unknown): unknown => {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const plain = comparable(inner);
      return [key, sets.has(key) && Array.isArray(plain) ? plain.map(String).sort() : plain];
    }),
  );
};

type Line = { readonly pass: boolean; readonly text: string };

const run = (id: string, kind: string, input: unknown, expected: unknown): Line => {
  const decide = functions[kind];
  if (decide === undefined) return { pass: false, text: `${id} fail not yet (${kind})` };
  try {
    const want = comparable(expected);
    const got = comparable(decide(input));
    if (isDeepStrictEqual(got, want)) return { pass: true, text: `${id} pass` };
    return {
      pass: false,
      text: `${id} fail expected ${JSON.stringify(want)} got ${JSON.stringify(got)}`,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { pass: false, text: `${id} fail threw ${why}` };
  }
};

/** Runs every case of a file; the last line is the total. `failed` decides the exit code. */
export const runCases = (path: string): { lines: readonly string[]; failed: number } => {
  const parsed = file.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success)
    throw new Error(`${path} is not a file of cases: ${z.prettifyError(parsed.error)}`);
  const lines = parsed.data.cases.map((c) => run(c.id, c.kind, c.input, c.expected));
  const failed = lines.filter((line) => !line.pass).length;
  const total = `${lines.length - failed} passed, ${failed} failed of ${lines.length} cases`;
  return { lines: [...lines.map((line) => line.text), total], failed };
};
