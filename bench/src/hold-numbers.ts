import { holdBlocked } from "@whiteline/lists/bench";
import { anyNumbers, blockedNumbers } from "./blocked-numbers.js";

/**
 * A process of its own that holds blocked numbers (second argument: how many) in our set or in a JavaScript `Set` of strings
 * (first argument: "ours", "strings"), asks it about a million recipients, and prints what that took. Runs with --expose-gc.
 */
const ASKED = 1_000_000;
const ROUNDS = 5;
const [kind, count] = [process.argv[2], Number(process.argv[3])];

const heldMb = (): number => {
  for (let turn = 0; turn < 2; turn += 1) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
};
const cpuMs = (work: () => number): { readonly ms: number; readonly found: number } => {
  const before = process.cpuUsage();
  const found = work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1_000, found };
};
const countIn = <T>(asked: readonly T[], has: (one: T) => boolean): number => {
  let found = 0;
  for (const one of asked) if (has(one)) found += 1;
  return found;
};
/** A text as it comes from outside: nobody has seen it before, so that its hash is not known yet. */
const asText = (number: number): string => Buffer.from(String(number)).toString("latin1");

const before = heldMb();
const strings = new Set<string>();
if (kind === "strings") for (const number of blockedNumbers(count)) strings.add(asText(number));
const ours = holdBlocked(kind === "ours" ? blockedNumbers(count) : []);
const held = heldMb() - before;

const rounds = Array.from({ length: ROUNDS }, (_, round) => {
  const recipients = anyNumbers(ASKED, round + 2);
  if (kind === "ours") return cpuMs(() => countIn(recipients, (number) => ours.has(number)));
  const texts = recipients.map(asText);
  return cpuMs(() => countIn(texts, (text) => strings.has(text)));
}).sort((one, other) => one.ms - other.ms);
const middle = rounds[Math.floor(ROUNDS / 2)];
console.log(
  JSON.stringify({
    numbers: kind === "ours" ? ours.size : strings.size,
    heldMb: held,
    residentMb: process.memoryUsage().rss / 1e6,
    msPerMillion: middle?.ms ?? 0,
    found: rounds.reduce((sum, { found }) => sum + found, 0),
  }),
);
