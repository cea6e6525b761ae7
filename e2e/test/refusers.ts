import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "vitest";
import { company } from "../src/input/company.js";
import { writeCustomerFile } from "../src/input/customers.js";
import type { House, StoryUnderWay } from "./house.js";

const REFUSERS = 60;
/** From the word to the last queue, while processes on the way are killed and the machine has other work. */
const ENFORCED_WITHIN_MS = 60_000;

/** Customers of the story at the operator whose account takes replies, in the order of its list; every so many of the later ones. */
export const chooseRefusers = async ({ dir }: House, rows: number): Promise<readonly string[]> => {
  const path = join(dir, "customers-again.xlsx");
  const file = await writeCustomerFile({ path, rows, seed: 7, mess: 0.3, otherOperators: 0.15 });
  const ofMci = [...file.numbers].filter((number) => /^\+989[19]/u.test(number));
  const later = ofMci.slice(Math.floor(ofMci.length * 0.4));
  return later.filter((_, i) => i % Math.floor(later.length / REFUSERS) === 0);
};

/** Each answers with the word of refusal; resolves with when the last one had said it. */
export const refuseAll = async ({ stack }: House, refusers: readonly string[]): Promise<number> => {
  for (const refuser of refusers) {
    const reply = {
      from: refuser.replace("+", ""),
      to: company.lineNumber,
      text: "لغو",
      systemId: "wl-mci",
    };
    const query = new URLSearchParams(reply).toString();
    const said = await fetch(`${stack.run.simulatorControl ?? ""}/mo?${query}`, { method: "POST" });
    expect(said.ok).toBe(true);
  }
  return Date.now();
};

/**
 * Holds the end of a story against its refusers: to whom nothing was under way when they refused nothing went, that is
 * told as withheld, and costs nothing.
 * @returns to how many nothing went.
 */
export const expectObeyed = async (
  { dir, stack }: House,
  { end }: StoryUnderWay,
  { refusers, saidAt }: { readonly refusers: readonly string[]; readonly saidAt: number },
): Promise<number> => {
  const { text } = await end;
  await fetch(`${stack.run.simulatorControl ?? ""}/flush`, { method: "POST" });
  const reached = await firstSubmits(join(dir, "ground-truth.jsonl"));
  const heldBack = refusers.filter((refuser) => !reached.has(refuser.replace("+", "")));
  expect(heldBack.length).toBeGreaterThan(0);
  const late = refusers.filter(
    (refuser) => (reached.get(refuser.replace("+", "")) ?? 0) > saidAt + ENFORCED_WITHIN_MS,
  );
  expect(late).toEqual([]);
  expect(figure(text, /by outcome: .*withheld ([\d,]+)/u)).toBe(heldBack.length);
  // Every other recipient was reached, so that what was set free is the price of those held back.
  expect(text).not.toMatch(/by outcome: .*(?:rejected|failed)/u);
  const perPart = figure(text, /MCI \w+: [\d,]+ parts × ([\d,]+)/u);
  expect(figure(text, /settled [\d,]+ IRR, released ([\d,]+)/u)).toBe(heldBack.length * perPart);
  return heldBack.length;
};

const figure = (text: string, pattern: RegExp): number =>
  Number((pattern.exec(text)?.[1] ?? "NaN").replaceAll(",", ""));

/** When each destination was first submitted to, as the operator wrote it down. */
const firstSubmits = async (file: string): Promise<ReadonlyMap<string, number>> => {
  const first = new Map<string, number>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const entry = JSON.parse(line) as { what: string; at: number; destination?: [string] };
    const destination = entry.what === "submit" ? entry.destination?.[0] : undefined;
    if (destination !== undefined && !first.has(destination)) first.set(destination, entry.at);
  }
  return first;
};
