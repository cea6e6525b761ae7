import { readFileSync } from "node:fs";

/**
 * Loaded before a process of a test house (`--import`): it believes in the time of this machine plus as many milliseconds
 * as stand in the file of WHITELINE_TEST_CLOCK. No product code knows of it.
 */
const file = process.env["WHITELINE_TEST_CLOCK"] ?? "";
const Real = Date;

// Looked up each time: who believed in the old time for a moment longer would send tokens that have expired elsewhere.
const now = () => Real.now() + Number(readFileSync(file, "utf8"));

globalThis.Date = new Proxy(Real, {
  apply: () => new Real(now()).toString(),
  construct: (target, given, made) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});
