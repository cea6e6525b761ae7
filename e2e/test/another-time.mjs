import { readFileSync } from "node:fs";

/**
 * Loaded before a process of a test house (`--import`): it believes in the time of this machine plus as many milliseconds
 * as stand in the file of WHITELINE_TEST_CLOCK. No product code knows of it.
 */
const file = process.env["WHITELINE_TEST_CLOCK"] ?? "";
const Real = Date;
let ahead = 0;
let readAt = -Infinity;

const now = () => {
  if (performance.now() - readAt > 50) {
    readAt = performance.now();
    ahead = Number(readFileSync(file, "utf8"));
  }
  return Real.now() + ahead;
};

globalThis.Date = new Proxy(Real, {
  apply: () => new Real(now()).toString(),
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});
