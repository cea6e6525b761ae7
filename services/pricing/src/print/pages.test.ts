import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import type { Invoice } from "../domain/invoice.js";
import { money } from "../domain/money.js";
import type { Parties } from "../domain/party.js";
import { emptyWallet } from "../domain/wallet.js";
import { invoiceCsv, statementCsv } from "./csv.js";
import { invoicePage, statementPage } from "./pages.js";
import { openPrinter } from "./printer.js";

const parties: Parties = {
  seller: {
    ...{ name: "آسانک", address: "تهران", taxOffice: "" },
    numbers: [{ field: "national_id", value: "10380284790" }],
  },
  buyer: {
    ...{ name: "Aftab Ltd", address: "یزد", taxOffice: "" },
    numbers: [{ field: "national_id", value: "14003456789" }],
  },
};
const rial = (minor: bigint) => money("IRR", minor);
const invoice: Invoice = {
  kind: "credit_note",
  number: "ASANAK-C-2026-000001",
  tenantId: "t1",
  providerId: "asanak",
  ...{ corrects: "ASANAK-2026-000007", replaces: "" },
  month: "2026-11",
  lines: [
    {
      ...{ kind: "messages", operator: "MCI", alphabet: "ucs2", quantity: 12_345n },
      amount: rial(11_110_500n),
    },
    { kind: "discount", operator: "", alphabet: "", quantity: 1n, amount: rial(-50_000n) },
  ],
  net: rial(10_055_000n),
  tax: rial(1_005_500n),
  taxPercent: 10,
  total: rial(11_060_500n),
  payable: rial(11_060_500n),
  reason: "",
  issuedAt: new Date("2026-12-01T00:00:00Z"),
  issuedBy: "person:1",
  parties,
};

/** What a reader's eye meets line by line from the top, and in a line from its beginning; blanks and joiners left out. */
const read = async (pdf: Uint8Array, isRtl: boolean): Promise<readonly string[]> => {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, isEvalSupported: false });
  const page = await (await task.promise).getPage(1);
  const { items } = await page.getTextContent();
  const lines = new Map<number, { readonly x: number; readonly str: string }[]>();
  for (const item of items) {
    if (!("str" in item)) continue;
    const [x, y] = [Number(item.transform[4]), Math.round(Number(item.transform[5]))] as const;
    lines.set(y, [...(lines.get(y) ?? []), { x, str: item.str }]);
  }
  await task.destroy();
  return [...lines]
    .sort(([a], [b]) => b - a)
    .map(([, line]) =>
      plain(
        line
          .sort((a, b) => (isRtl ? b.x - a.x : a.x - b.x))
          .map(({ str }) => str)
          .join(""),
      ),
    );
};
/** The reader turns the one glyph of lam and alef round, so that both orders of these two are taken for one. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[\s\u200c\u200e\u2212-]/gu, "")
    .replaceAll("\u0627\u0644", "\u0644\u0627");

type Fact = { readonly label: string; readonly value: string };
type Data = {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly parties: readonly {
    readonly label: string;
    readonly name: string;
    readonly lines: readonly Fact[];
  }[];
  readonly head: readonly string[];
  readonly rows: readonly Readonly<Record<"what" | "quantity" | "amount", string>>[];
  readonly sums: readonly Fact[];
};

/** Of each country its own paper, with the letters that its names have; the English one is that of Iran. */
const lira = (minor: bigint) => money("TRY", minor);
const dong = (minor: bigint) => money("VND", minor);
const papers: Readonly<Record<"fa" | "en" | "tr" | "vi", Invoice>> = {
  fa: { ...invoice, reason: "قیمت نادرست تا ۳ آذر" },
  en: { ...invoice, reason: "wrong price until 3 Azar" },
  tr: {
    ...{ ...invoice, kind: "invoice", number: "AKTAN-2026-000007", corrects: "", reason: "" },
    lines: [
      {
        ...{ kind: "messages", operator: "TURK_TELEKOM", alphabet: "gsm7", quantity: 12_345n },
        amount: lira(2_469_050n),
      },
    ],
    ...{ net: lira(2_057_542n), tax: lira(411_508n), taxPercent: 20 },
    ...{ total: lira(2_469_050n), payable: lira(2_469_050n) },
    parties: {
      seller: {
        ...{ name: "Aktan İletişim A.Ş.", address: "Şişli, İstanbul", taxOffice: "Şişli" },
        numbers: [{ field: "tax_number", value: "0123456789" }],
      },
      buyer: {
        ...{ name: "Gülbağ Çiçekçilik", address: "Üsküdar, İstanbul", taxOffice: "Üsküdar" },
        numbers: [{ field: "tax_number", value: "9876543210" }],
      },
    },
  },
  vi: {
    ...{ ...invoice, kind: "invoice", number: "VN-BULKSMS-2026-000007", corrects: "", reason: "" },
    lines: [
      {
        ...{ kind: "messages", operator: "VIETTEL", alphabet: "ucs2", quantity: 25_000n },
        amount: dong(4_750_000n),
      },
    ],
    ...{ net: dong(4_318_182n), tax: dong(431_818n), taxPercent: 10 },
    ...{ total: dong(4_750_000n), payable: dong(4_750_000n) },
    parties: {
      seller: {
        ...{ name: "BulkSMS Việt Nam", address: "Cầu Giấy, Hà Nội", taxOffice: "" },
        numbers: [{ field: "enterprise_code", value: "0101234567" }],
      },
      buyer: {
        ...{ name: "Công ty Giáo dục VT", address: "Quận 1, TP. Hồ Chí Minh", taxOffice: "" },
        numbers: [{ field: "enterprise_code", value: "0309876543" }],
      },
    },
  },
};

test.each(["fa", "en", "tr", "vi"] as const)(
  "a paper in %s reads in its own order",
  async (language) => {
    const printer = await openPrinter();
    const { template, data } = invoicePage(papers[language], language, "Asia/Tehran");
    const { title, facts, parties: named, head, rows, sums } = data as Data;
    const [seller = [], buyer = []] = named.map(({ label, name, lines }) => [
      ...[label, name],
      ...lines.map((line) => `${line.label}:${line.value}`),
    ]);
    expect(await read(printer.pdf(template, data), language === "fa")).toEqual(
      [
        title,
        ...facts.map(({ label, value }) => label + value),
        ...seller.map((line, i) => line + (buyer[i] ?? "")),
        head.join(""),
        ...rows.map(({ what, quantity, amount }) => what + quantity + amount),
        ...sums.map(({ label, value }) => label + value),
      ].map(plain),
    );
  },
);

test("a paper as CSV names who sells and buys in each row, and no cell of it is a formula", () => {
  const buyer = { ...parties.buyer, name: "=Aftab", address: "یزد, ۱" };
  const csv = invoiceCsv({ ...invoice, parties: { ...parties, buyer } }, "2026-12-01");
  const [head = "", first, ...others] = csv.trimEnd().split("\r\n");
  expect(head).toMatch(/,minor,seller,seller_address,seller_tax_office,seller_numbers,buyer,/);
  const named = `آسانک,تهران,,national_id 10380284790,'=Aftab,"یزد, ۱",,national_id 14003456789`;
  const of = "2026-11,2026-12-01,ASANAK-2026-000007,10,11060500,";
  expect(first).toBe(`ASANAK-C-2026-000001,messages,MCI,ucs2,12345,IRR,11110500,${named},${of}`);
  expect(others.map((line) => line.endsWith(`,${named},${of}`))).toEqual([true, true, true, true]);
  const before = invoiceCsv({ ...invoice, parties: undefined }, "2026-12-01").split("\r\n");
  expect(before[1]).toMatch(/,11110500,{9}2026-11,/);
});

test("a credit note as CSV says which invoice it corrects and why, and an invoice what is to be paid", () => {
  const note = { ...invoice, reason: "billed twice", month: "", payable: undefined };
  const cellsOf = (csv: string) => csv.split("\r\n").map((line) => line.split(",").slice(-6));
  const [head, first] = cellsOf(invoiceCsv(note, "2026-12-03"));
  expect(head).toEqual(["month", "issued_on", "corrects", "tax_percent", "payable", "reason"]);
  expect(first).toEqual(["", "2026-12-03", "ASANAK-2026-000007", "10", "", "billed twice"]);
  const demanded = cellsOf(invoiceCsv({ ...invoice, payable: rial(12n) }, "2026-12-03"));
  expect(demanded[1]?.at(4)).toBe("12");
});

test("a statement says of when its names are, where it has any", () => {
  const wallet = emptyWallet({
    ...{ tenantId: "t1", providerId: "asanak", market: "IR", currency: "IRR", platform: false },
  });
  const asked = {
    wallet,
    month: "2026-11",
    opening: 0n,
    lines: [],
    at: invoice.issuedAt,
    timezone: "Asia/Tehran",
  };
  const noteOf = (named: Parties | undefined, closed: boolean) =>
    (statementPage({ ...asked, parties: named, closed }, "en").data as { note: string }).note;
  const today = "Names, addresses and numbers are those of the day of printing.";
  expect([noteOf(parties, true), noteOf(undefined, true)]).toEqual([today, ""]);
  expect(noteOf(parties, false)).toBe(`The month is not over. ${today}`);
});

test("a statement as CSV holds every movement of a month, however many there are", async () => {
  const at = new Date("2026-11-20T05:00:00Z");
  async function* rows(count: number) {
    for (let i = 1; i <= count; i += 1) {
      yield { at, cause: `settle:${i}`, kind: "messages" as const, minor: -800n };
    }
  }
  const pieces: string[] = [];
  const [from, to] = [new Date("2026-10-31T17:00:00Z"), new Date("2026-11-30T17:00:00Z")];
  const frame = { currency: "VND", opening: 50_000_000n, from, to };
  for await (const piece of statementCsv(rows(50_000), frame)) pieces.push(piece);
  const lines = pieces.join("").split("\r\n");
  expect(lines).toHaveLength(50_004);
  expect([lines[1], ...lines.slice(-3)]).toEqual([
    "2026-10-31T17:00:00.000Z,opening,,VND,,50000000",
    "2026-11-20T05:00:00.000Z,messages,settle:50000,VND,-800,10000000",
    "2026-11-30T17:00:00.000Z,closing,,VND,,10000000",
    "",
  ]);
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
});
