import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { open } from "node:fs/promises";

import { z } from "zod";

const address = z.tuple([z.string(), z.number(), z.number()]);

const entrySchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("submit"),
    at: z.number(),
    systemId: z.string(),
    /** Address, type of number, numbering plan. */
    source: address,
    destination: address,
    /** As answered, and as receipts write it. */
    messageId: z.string(),
    receiptId: z.string(),
    esmClass: z.number(),
    dataCoding: z.number(),
    sha1: z.string(),
    /** What counts as the same message: a number over destination and text. */
    fingerprint: z.number(),
    state: z.enum(["DELIVRD", "UNDELIV"]),
    errorCode: z.string(),
    /** Receipts owed. */
    receipts: z.number(),
    /** Whether one more says the opposite of `state` afterwards; absent: no. */
    contradicted: z.boolean().optional(),
  }),
  z.object({
    what: z.literal("receipt"),
    at: z.number(),
    systemId: z.string(),
    receiptId: z.string(),
    /** The command_status of the answer; absent when none came. */
    status: z.number().optional(),
  }),
]);

/** One line of the log. */
export type Entry = z.infer<typeof entrySchema>;
export type SubmitEntry = Extract<Entry, { what: "submit" }>;

export type GroundTruth = ReturnType<typeof openGroundTruth>;

/**
 * What truly happened, on disk: one JSON line per accepted submit and per receipt sent. Lines of one
 * turn of the event loop go to the kernel together, before the answers of that turn leave, so that
 * `kill -9` loses no line of an answered submit. Without a path, nothing is kept.
 */
export const openGroundTruth = (path: string | undefined) => {
  const file = path === undefined ? undefined : openSync(path, "a+");
  if (file !== undefined && endsInLine(file)) writeSync(file, "\n");
  let lines = "";

  const flush = () => {
    if (lines === "" || file === undefined) return;
    const batch = lines;
    lines = "";
    writeSync(file, batch);
  };

  return {
    append(entry: Entry): void {
      if (file === undefined) return;
      if (lines === "") setImmediate(flush);
      lines += `${JSON.stringify(entry)}\n`;
    },
    /** Everything up to now is on the disk when this returns. */
    sync(): void {
      flush();
      if (file !== undefined) fsyncSync(file);
    },
    clear(): void {
      lines = "";
      if (file !== undefined) ftruncateSync(file);
    },
    close(): void {
      flush();
      if (file !== undefined) closeSync(file);
      lines = "";
    },
  };
};

/** Whether the file ends in the middle of a line, as a run leaves it that was killed while it wrote. */
const endsInLine = (file: number): boolean => {
  const last = Buffer.alloc(1);
  const { size } = fstatSync(file);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== "\n";
};

/** What an earlier run left at `path`, line by line; a line cut by its end is passed over. */
export async function* readGroundTruth(path: string): AsyncGenerator<Entry> {
  const file = await open(path, "a+");
  try {
    for await (const line of file.readLines({ start: 0 })) {
      const entry = parseLine(line);
      if (entry !== undefined) yield entry;
    }
  } finally {
    await file.close();
  }
}

const parseLine = (line: string): Entry | undefined => {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};
