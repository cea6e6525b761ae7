import { markets } from "@whiteline/markets";
import { expect, test } from "vitest";
import type { Invoice } from "./invoice.js";
import { money } from "./money.js";
import { noteFaults, reissueFaults } from "./note-check.js";
import { numberFaults } from "./number-check.js";
import type { Parties } from "./party.js";
import { reissueOf } from "./reissue.js";

const party = { name: "VT", address: "", taxOffice: "", numbers: [] };
const parties: Parties = {
  seller: { ...party, address: "Hà Nội" },
  buyer: { ...party, address: "12 Hàng Bài" },
};
const at = new Date("2026-12-01T05:00:00Z");
const invoice: Invoice = {
  ...{ kind: "invoice", number: "VN-2026-000001", tenantId: "v1", providerId: "vn" },
  ...{ corrects: "", replaces: "", month: "2026-11", reason: "", issuedAt: at, issuedBy: "key:a" },
  lines: [
    { kind: "credit", operator: "", alphabet: "", quantity: 1n, amount: money("VND", 1_100n) },
  ],
  ...{ net: money("VND", 1_000n), tax: money("VND", 100n), taxPercent: 10 },
  ...{ total: money("VND", 1_100n), payable: undefined },
  parties: { ...parties, buyer: party },
};
const pack = markets.get("VN", at.toISOString());
const asked = { notes: [], parties, issuedAt: new Date("2026-12-09"), issuedBy: "key:b" };
const issued = reissueOf(pack, invoice, asked);
if ("finding" in issued) throw new Error(issued.finding.code);
const note: Invoice = { ...issued.note, number: "VN-C-2026-000001" };
const anew: Invoice = { ...issued.paper, number: "VN-2026-000002" };

test("an invoice is issued anew between those whom it names now, and a note of the whole takes the first one back", () => {
  expect(note).toMatchObject({ corrects: invoice.number, total: money("VND", -1_100n) });
  expect(anew).toMatchObject({ replaces: invoice.number, parties, lines: invoice.lines });
  const papers = [invoice, note, anew];
  expect([...noteFaults("v1", papers), ...reissueFaults(papers)]).toEqual([]);
  const counter = { providerId: "vn", year: "2026" };
  const counters = [
    { ...counter, kind: "invoice", count: 2 },
    { ...counter, kind: "credit_note", count: 1 },
  ] as const;
  expect(numberFaults(counters, papers)).toEqual([]);
  // Two invoices of a month of which neither stands in the other's place.
  const [other] = numberFaults(counters, [invoice, note, { ...anew, replaces: "" }]);
  expect(other).toContain("both invoice 2026-11");
});

test("what stands in another one's place and says otherwise, or without its note, is a fault", () => {
  const dearer = { ...anew, total: money("VND", 2_200n) };
  expect(reissueFaults([invoice, note, dearer])).toHaveLength(1);
  expect(reissueFaults([invoice, anew])).toHaveLength(1);
  expect(reissueFaults([anew])).toHaveLength(1);
});

test("it is refused while an address is missing, when none was, and when a note gave some of it back", () => {
  const codeOf = (of: Invoice, over: Partial<Parameters<typeof reissueOf>[2]>) => {
    const answer = reissueOf(pack, of, { ...asked, ...over });
    return "finding" in answer ? answer.finding.code : "issued";
  };
  expect(codeOf(invoice, { parties: { ...parties, seller: party } })).toBe("ADDRESS_MISSING");
  expect(codeOf({ ...invoice, parties }, {})).toBe("INVOICE_LACKS_NOTHING");
  expect(codeOf(note, {})).toBe("INVOICE_LACKS_NOTHING");
  expect(codeOf(invoice, { notes: [note] })).toBe("INVOICE_CORRECTED");
});
