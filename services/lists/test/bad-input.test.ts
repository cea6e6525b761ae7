import { ImportState } from "@whiteline/contracts/lists/v1/lists";
import iconv from "iconv-lite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audienceOf, filledList, importFile, listsEnv, type ListsEnv } from "./lists-env.js";
import { sheetXml, workbookMembers, zipFile } from "./zip-file.js";

let env: ListsEnv;
const ours = () => env.tenant("tenant-a");

beforeAll(async () => {
  env = await listsEnv();
});
afterAll(() => env[Symbol.asyncDispose]());

const line = {
  lineId: "line",
  family: "landline_021",
  market: "IR",
  advertising: false,
  governedByList: false,
};
const MEMBER = "09121234567";

/** What stands on a list of one member after a file came that is no list. */
const afterFile = async (content: Buffer) => {
  const listId = await filledList(env.lists, ours(), [MEMBER]);
  const done = await importFile(env.lists, ours(), { listId }, content);
  const { list } = await env.lists.getList({ listId }, ours());
  return {
    state: done.state,
    refusal: done.refusal,
    version: list?.version,
    members: list?.members,
  };
};
const refusedWith = (code: string) => ({
  state: ImportState.REFUSED,
  refusal: { code, remedy: expect.stringMatching(/./u) },
  // The list is as it was before.
  version: 1n,
  members: 1n,
});

test("a row of a million columns refuses the file, and the list stays as it was", async () => {
  const wide = Buffer.from(`mobile\n${MEMBER}${",x".repeat(1_000_000)}\n`);
  expect(await afterFile(wide)).toMatchObject(refusedWith("TOO_MANY_COLUMNS"));
  // Cells that hold nothing are no columns.
  const empty = Buffer.from(`mobile\n${MEMBER}${",".repeat(100_000)}\n`);
  expect(await afterFile(empty)).toMatchObject({ state: ImportState.FINISHED, members: 1n });
});

test("a bomb refuses the file while it unpacks, and the list stays as it was", async () => {
  const bomb = zipFile(workbookMembers(sheetXml([[MEMBER]]) + " ".repeat(40 * 1024 * 1024)));
  expect(bomb.length).toBeLessThan(100_000);
  expect(await afterFile(bomb)).toMatchObject(refusedWith("FILE_BOMB"));
});

test("a row in a wrong encoding is no number, and the others of the file are read", async () => {
  const listId = await filledList(env.lists, ours(), [MEMBER]);
  const rows = ["mobile,name", ...Array.from({ length: 50 }, (_, i) => `091200001${10 + i},علی`)];
  const file = Buffer.concat([
    Buffer.from(`${rows.join("\n")}\n`),
    iconv.encode("09120000199,ياسمن\n", "windows-1256"),
    Buffer.from([0xff, 0xfe, 0x30, 0xc0, 0x0a]),
  ]);
  const done = await importFile(env.lists, ours(), { listId }, file);
  expect(done.state).toBe(ImportState.FINISHED);
  expect(done.kept).toBeGreaterThanOrEqual(50n);
  expect(done.kept + done.dropped.reduce((sum, { rows: of }) => sum + of, 0n)).toBe(done.rowsRead);
});

test("formulas stay the text they are, and marks that turn the line of writing are taken out", async () => {
  const listId = await filledList(env.lists, ours(), [MEMBER]);
  const override = "\u202eevil\u202c";
  const file = Buffer.from(
    `mobile,note\n=HYPERLINK("http://x"),=cmd|' /C calc'!A0\n09120000201,"=1+1"\n09120000202,${override}\n`,
  );
  const done = await importFile(env.lists, ours(), { listId }, file);
  expect(done).toMatchObject({ kept: 2n, dropped: [{ code: "NOT_A_NUMBER", rows: 1n }] });
  const { people } = await audienceOf(env.lists.streamAudience({ listId, line }, ours()));
  expect(people.map(({ variables }) => variables["note"])).toEqual(["=1+1", "evil"]);
});

test("a refusal of a number that nobody knows is kept, and holds when the number comes onto a list later", async () => {
  const stranger = "09120000301";
  const said = { requestId: "stranger", number: stranger, lineId: "", channel: "api" };
  expect((await env.lists.recordOptOut(said, ours())).refusalId).not.toBe("");
  const listId = await filledList(env.lists, ours(), [MEMBER, stranger]);
  const { summary } = await audienceOf(env.lists.streamAudience({ listId, line }, ours()));
  expect(summary).toMatchObject({ kept: 1n, dropped: { opted_out: 1n } });
  for (const number of ["", "nobody", "0912", "۰".repeat(40), "9".repeat(10_000)])
    await expect(
      env.lists.recordOptOut({ ...said, requestId: `x${number.length}`, number }, ours()),
    ).rejects.toMatchObject({ kind: "invalid" });
});

test("two files for one list at the same moment each make a whole version, one after the other", async () => {
  const listId = await filledList(env.lists, ours(), [MEMBER]);
  const file = (prefix: string) =>
    Buffer.from(
      `mobile\n${Array.from({ length: 3_000 }, (_, i) => `${prefix}${String(i).padStart(7, "0")}`).join("\n")}\n`,
    );
  const both = await Promise.all(
    ["0913", "0914"].map((prefix) => importFile(env.lists, ours(), { listId }, file(prefix))),
  );
  expect(both.map(({ listVersion }) => listVersion).sort()).toEqual([2n, 3n]);
  const { people } = await audienceOf(env.lists.streamAudience({ listId, line }, ours()));
  expect(people).toHaveLength(3_000);
  expect(new Set(people.map(({ msisdn }) => String(msisdn).slice(0, 5))).size).toBe(1);
});
