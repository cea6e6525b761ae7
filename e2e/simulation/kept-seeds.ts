import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";

/** A run that failed once: it comes back as long as the arbitraries of its property stay what they are. */
type Kept = { readonly property: string; readonly seed: number; readonly path: string };

const file = join(import.meta.dirname, "kept-seeds.json");

const isKept = (entry: unknown): entry is Kept =>
  typeof entry === "object" &&
  entry !== null &&
  "property" in entry &&
  "seed" in entry &&
  "path" in entry;

const readKept = (): readonly Kept[] => {
  const all: unknown = JSON.parse(readFileSync(file, "utf8"));
  return Array.isArray(all) ? all.filter(isKept) : [];
};

/**
 * Runs what failed before first, then new seeds. A new failure is printed with its seed and written to
 * `kept-seeds.json`, to be committed with its cure. `FC_SEED` repeats one seed, `SIMULATIONS` says how many.
 *
 * @param name of the property; what is kept of it is found by that.
 */
export const simulateRuns = async <Inputs>(
  name: string,
  property: fc.IAsyncProperty<Inputs>,
  runs: number,
): Promise<void> => {
  const kept = readKept();
  for (const { seed, path } of kept.filter((entry) => entry.property === name))
    await fc.assert(property, { seed, path, endOnFailure: true });
  const asked = process.env["FC_SEED"];
  const result = await fc.check(property, {
    numRuns: runs,
    ...(asked === undefined ? {} : { seed: Number(asked) }),
  });
  if (!result.failed) return;
  const found = { property: name, seed: result.seed, path: result.counterexamplePath ?? "" };
  writeFileSync(file, `${JSON.stringify([...kept, found], null, 2)}\n`);
  throw new Error(
    `${(await fc.asyncDefaultReportMessage(result)) ?? "failed"}\n(kept in ${file})`,
    { cause: result.errorInstance },
  );
};
