import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, expect, test } from "vitest";

import { type SubmitEntry, openGroundTruth, readGroundTruth } from "./ground-truth.js";
import { replay } from "./replay.js";

const directory = mkdtempSync(join(tmpdir(), "ground-truth-"));
const path = join(directory, "truth.jsonl");
afterEach(() => rmSync(path, { force: true }));

const submit = (receiptId: string, receipts: number): SubmitEntry => ({
  what: "submit",
  at: 1,
  systemId: "wl-mci",
  source: ["9821000000", 1, 1],
  destination: ["989120000000", 1, 1],
  messageId: receiptId,
  receiptId,
  esmClass: 0,
  dataCoding: 0,
  sha1: "",
  fingerprint: 7,
  state: "DELIVRD",
  errorCode: "000",
  receipts,
});
const receipt = (receiptId: string, status?: number) => ({
  what: "receipt" as const,
  at: 2,
  systemId: "wl-mci",
  receiptId,
  ...(status === undefined ? {} : { status }),
});

const replayAll = async () => {
  const submits: string[] = [];
  const debts = await replay(readGroundTruth(path), (entry) => submits.push(entry.receiptId));
  return { submits, owed: debts.map(({ entry, receipts }) => [entry.receiptId, receipts]) };
};

test("what an earlier run owes is every receipt that was not answered with success", async () => {
  const truth = openGroundTruth(path);
  for (const entry of [
    submit("1", 1),
    submit("2", 1),
    submit("3", 2),
    submit("4", 0),
    submit("5", 1),
  ])
    truth.append(entry);
  for (const entry of [receipt("1", 0), receipt("2", 8), receipt("3", 0), receipt("5")])
    truth.append(entry);
  truth.close();
  expect(await replayAll()).toEqual({
    submits: ["1", "2", "3", "4", "5"],
    owed: [
      ["2", 1],
      ["3", 1],
      ["5", 1],
    ],
  });
});

test("a line cut by the end of a run is passed over, and the log goes on behind it", async () => {
  appendFileSync(path, `${JSON.stringify(submit("1", 1))}\n{"what":"submit","at":`);
  const truth = openGroundTruth(path);
  truth.append(submit("2", 1));
  truth.sync();
  expect((await replayAll()).submits).toEqual(["1", "2"]);
  truth.clear();
  truth.append(submit("3", 1));
  truth.close();
  expect(readFileSync(path, "utf8")).toBe(`${JSON.stringify(submit("3", 1))}\n`);
});

test("a log that does not exist yet owes nothing", async () => {
  expect(await replayAll()).toEqual({ submits: [], owed: [] });
});
