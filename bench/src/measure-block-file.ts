import { createWriteStream, openAsBlob } from "node:fs";
import { mkdir, rename, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Api } from "@whiteline/e2e";
import type { Stack } from "@whiteline/local";
import { z } from "zod";
import { anyNumbers, blockedNumbers } from "./blocked-numbers.js";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { residentMb, watch } from "./processes.js";

const NUMBERS = 30_000_000;
const CHANGED = 100_000;
const ASKED = 1_000_000;
/** Of one question. */
const MOST_ASKED = 100_000;
const loadShape = z.looseObject({ added: z.number(), removed: z.number(), size: z.number() });
const answerShape = z.looseObject({ blocked: z.array(z.boolean()) });

/**
 * An operator's list of thirty million numbers through the API: loaded from a file, updated by a difference, and asked about a
 * million recipients.
 */
export const measureBlockFile = async (
  stack: Stack,
  operations: Api,
  files: string,
): Promise<Measured> => {
  const load = loadAverage();
  const whole = await blockFile(files, NUMBERS);
  const used = watch({
    lists: stack.pid("lists"),
    gateway: stack.pid("gateway"),
    mongod: stack.pid("mongod"),
  });
  const loaded = await timed(() => send(operations, "replace", whole));
  const news = await numberFile(join(files, "blocked-news.txt"), anyNumbers(CHANGED, 11));
  const added = await timed(() => send(operations, "add", news));
  const removed = await timed(() => send(operations, "remove", news));
  const recipients = anyNumbers(ASKED, 12).map((number) => `+${number}`);
  // The first question after a change takes the pages in; what is measured is every other one.
  await ask(operations, recipients.slice(0, 1));
  const answered = await timed(async () => {
    let blocked = 0;
    for (let from = 0; from < ASKED; from += MOST_ASKED)
      blocked += await ask(operations, recipients.slice(from, from + MOST_ASKED));
    return blocked;
  });
  return {
    name: "block list",
    figures: {
      numbers: loaded.result.added,
      loadSeconds: loaded.seconds,
      addSeconds: added.seconds,
      removeSeconds: removed.seconds,
      size: removed.result.size,
      askSeconds: answered.seconds,
      blocked: answered.result,
      residentMb: residentMb(stack.pid("lists")),
    },
    processes: used.read(),
    load,
  };
};

const send = async (api: Api, change: string, path: string): Promise<z.infer<typeof loadShape>> => {
  const form = new FormData();
  form.set("market", "IR");
  form.set("owner", "MCI");
  form.set("change", change);
  form.set("file", await openAsBlob(path), basename(path));
  return api.call("/v1/block-lists/loads", loadShape, { form });
};

const ask = async (api: Api, numbers: readonly string[]): Promise<number> => {
  const json = { market: "IR", numbers };
  const { blocked } = await api.call("/v1/block-lists/ask", answerShape, { json });
  return blocked.filter((one) => one).length;
};

/** The file of blocked numbers, made once. */
const blockFile = async (files: string, count: number): Promise<string> => {
  const path = join(files, `blocked-${count}.txt`);
  const known = await stat(path).catch(() => undefined);
  return known === undefined ? numberFile(path, blockedNumbers(count)) : path;
};

const numberFile = async (path: string, numbers: Iterable<number>): Promise<string> => {
  await mkdir(join(path, ".."), { recursive: true });
  const draft = `${path}.draft`;
  await pipeline(Readable.from(rowsOf(numbers)), createWriteStream(draft));
  await rename(draft, path);
  return path;
};

function* rowsOf(numbers: Iterable<number>): Generator<string> {
  let rows: string[] = [];
  for (const number of numbers) {
    rows.push(`+${number}\n`);
    if (rows.length < 10_000) continue;
    yield rows.join("");
    rows = [];
  }
  yield rows.join("");
}

const timed = async <T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly seconds: number }> => {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1_000 };
};
