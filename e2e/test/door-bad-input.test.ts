import { randomUUID } from "node:crypto";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";

import ExcelJS from "exceljs";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";

import { openSendingCompany, type SendingCompany } from "../src/browser/sending-company.js";
import { theConsoleHouse } from "../src/browser/the-console-house.js";
import { fileForm, Refused, until } from "../src/story/client.js";
import { list, listImport } from "../src/story/shapes.js";

const house = theConsoleHouse();
let company: SendingCompany;

beforeAll(async () => {
  company = await openSendingCompany(house, "02191007001", {
    email: "door@aftab-ketab.ir",
    name: "نگار صالحی",
    password: "four words not together",
  });
});

const MEMBER = "09121234567";
const done = z.looseObject({
  importId: z.string(),
  state: z.string(),
  kept: z.number().optional(),
  refusal: z.looseObject({ code: z.string(), rule: z.string(), remedy: z.string() }).optional(),
});
const importInto = async (listId: string, content: Uint8Array, name = "customers.csv") => {
  const received = await company.api.call(`/v1/lists/${listId}/imports`, listImport, {
    form: fileForm(content, name, {}),
  });
  return until(
    () => company.api.call(`/v1/imports/${received.importId}`, done),
    ({ state }) => state === "finished" || state === "refused",
    { within: 120_000, what: "an import" },
  );
};
const readList = (listId: string) => company.api.call(`/v1/lists/${listId}`, list);
/** A list of one member, version 1. */
const listOfOne = async (): Promise<string> => {
  const { listId } = await company.api.call("/v1/lists", list, { json: { name: randomUUID() } });
  await importInto(listId, Buffer.from(`mobile\n${MEMBER}\n`));
  return listId;
};
/** The problem that a call is refused with; it tells a way out, however wrong the question was. */
const refusalOf = async (path: string, json: unknown) => {
  const refused: unknown = await company.api.call(path, z.unknown(), { json }).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refused instanceof Refused)) throw new Error(`${path} was not refused: ${String(refused)}`);
  const { code, remedy = "", findings = [] } = refused.problem;
  return { status: refused.status, code, remedy, findings };
};

/** A workbook of a few kilobytes whose sheet is many megabytes. */
const bomb = async (): Promise<Buffer> => {
  const stream = new PassThrough();
  const packed = buffer(stream);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useSharedStrings: false });
  const sheet = workbook.addWorksheet("x");
  sheet.addRow(["mobile"]).commit();
  for (let row = 0; row < 20; row += 1) sheet.addRow([" ".repeat(4 * 1024 * 1024)]).commit();
  sheet.commit();
  await workbook.commit();
  return packed;
};

test.each<readonly [string, string, () => Buffer | Promise<Buffer>]>([
  [
    "a row of a million columns",
    "TOO_MANY_COLUMNS",
    () => Buffer.from(`mobile\n${MEMBER}${",x".repeat(1_000_000)}\n`),
  ],
  ["a workbook that is a bomb", "FILE_BOMB", bomb],
  [
    "what is no workbook under that name",
    "NOT_XLSX_OR_CSV",
    () => Buffer.from("d0cf11e0a1b11ae1".repeat(64), "hex"),
  ],
  [
    "an archive cut off in the middle",
    "BROKEN_FILE",
    async () => {
      const whole = await bomb();
      return whole.subarray(0, whole.length / 2);
    },
  ],
  ["a file without a number", "NO_NUMBER_COLUMN", () => Buffer.from("name\nعلی\nرضا\n")],
  ["an empty file", "EMPTY_FILE", () => Buffer.from("")],
])(
  "%s refuses the whole file with a way out, and the list stays as it was",
  async (_what, code, make) => {
    const listId = await listOfOne();
    const { state, refusal } = await importInto(listId, await make(), "customers.xlsx");
    expect({ state, code: refusal?.code }).toEqual({ state: "refused", code });
    expect(refusal?.remedy).not.toBe("");
    expect(await readList(listId)).toMatchObject({ version: 1, members: 1 });
  },
);

test("formulas come back from a file of rejected rows as text that no spreadsheet runs, and bytes of no encoding cost their row alone", async () => {
  const listId = await listOfOne();
  const sound = Array.from(
    { length: 20 },
    (_, i) => `091211100${10 + i},علی
`,
  );
  const file = Buffer.concat([
    Buffer.from(`mobile,name
=HYPERLINK("http://x"),a
+cmd|' /C calc'!A0,b
${sound.join("")}`),
    Buffer.from([0xff, 0xfe, 0x30, 0xc0, 0x2c, 0x61, 0x0a]),
  ]);
  const { importId, state } = await importInto(listId, file);
  expect(state).toBe("finished");
  const rejects = await company.api.text(`/v1/imports/${importId}/rejects`);
  expect(rejects).toContain("NOT_A_NUMBER");
  expect(rejects).not.toMatch(/(?:^|[,\n"])[=+@-]/u);
  expect(await readList(listId)).toMatchObject({ version: 2, members: 20 });
});

test("two files for one list at the same moment each make a whole version", async () => {
  const listId = await listOfOne();
  const fileOf = (prefix: string) =>
    Buffer.from(
      `mobile\n${Array.from({ length: 500 }, (_, i) => `${prefix}${String(i).padStart(7, "0")}`).join("\n")}\n`,
    );
  const both = await Promise.all(
    ["0913", "0914"].map((prefix) => importInto(listId, fileOf(prefix))),
  );
  expect(both.map(({ state }) => state)).toEqual(["finished", "finished"]);
  expect(await readList(listId)).toMatchObject({ version: 3, members: 500 });
});

test.each([
  ["nested", "سفارش {a{b}} ارسال شد", "VARIABLE_NESTED"],
  ["never closed", "سفارش {code ارسال شد", "VARIABLE_UNCLOSED"],
  ["never opened", "سفارش code} ارسال شد", "VARIABLE_UNOPENED"],
  ["behind a mark that turns the line", "سفارش \u202e{code} ارسال شد", "hidden_characters"],
])(
  "a pattern with a variable %s is refused with its place and a way out",
  async (_how, body, code) => {
    const variables = [{ name: "code", maxLength: 8 }];
    const refused = await refusalOf("/v1/templates", { name: "bad", body, variables });
    expect(refused).toMatchObject({ status: 422, code: "TEMPLATE_REFUSED" });
    expect(refused.findings.map((finding) => finding.code)).toContain(code);
    for (const { remedy = "" } of refused.findings) expect(remedy).not.toBe("");
  },
);

test("a text of ten megabytes is refused at the door, wherever it comes", async () => {
  const text = "ی".repeat(5 * 1024 * 1024);
  const { lineId } = company;
  for (const [path, json] of [
    ["/v1/templates", { name: "long", body: text, variables: [] }],
    ["/v1/texts/check", { lineId, text }],
    ["/v1/templates/match", { text }],
    ["/v1/messages", { lineId, to: MEMBER, text }],
    ["/v1/campaigns", { name: "long", lineId, numbers: [MEMBER], text }],
  ] as const) {
    const { status, code, remedy } = await refusalOf(path, json);
    expect([413, 400], `${path} ${code}`).toContain(status);
    expect(remedy, path).not.toBe("");
  }
});

test("what slips a word past a rule is refused on a service line: letters of other alphabets, marks of direction, what cannot be seen", async () => {
  const { lineId } = company;
  for (const text of [
    // Cyrillic а within a Latin word, Arabic marks within a Persian one, a zero-width space, an override.
    "Free cоupоn for you, buy now",
    "۲۰ درصد تخ\u200bفیف برای خرید",
    "۲۰ درصد \u202eتخفیف\u202c برای خرید",
    "۲۰ درصد تـخـفـیـف برای خرید آخر هفته",
  ]) {
    const refused = await refusalOf("/v1/messages", { lineId, to: MEMBER, text });
    expect(refused.status, text).toBe(422);
    expect(
      ["hidden_characters", "advertising_on_service_line", "disguised_words"],
      `${text}: ${refused.code}`,
    ).toContain(refused.code);
    expect(refused.remedy, text).not.toBe("");
  }
});

test("a refusal of a number that nobody knows is kept, and one of no number is refused with a way out", async () => {
  const said = z.looseObject({ refusalId: z.string() });
  const { refusalId } = await company.api.call("/v1/opt-outs", said, {
    json: { number: "09129998877" },
  });
  expect(refusalId).not.toBe("");
  for (const number of ["nobody", "0912", "۰".repeat(40), "9".repeat(10_000)]) {
    const { status, remedy } = await refusalOf("/v1/opt-outs", { number });
    expect([400, 422]).toContain(status);
    expect(remedy).not.toBe("");
  }
});
