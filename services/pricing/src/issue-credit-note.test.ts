import { expect, test } from "vitest";
import type { Invoice } from "./domain/invoice.js";
import { issueCreditNote } from "./issue-credit-note.js";

const dong = (minor: bigint) => ({ currency: "VND", minor });
const invoice: Invoice = {
  ...{ kind: "invoice", number: "VN-1", tenantId: "v1", providerId: "vn-bulksms", corrects: "" },
  replaces: "",
  ...{ month: "2026-11", lines: [], net: dong(10n), tax: undefined, taxPercent: undefined },
  ...{ total: dong(10n), payable: undefined, reason: "", issuedBy: "platform" },
  issuedAt: new Date("2026-12-01T00:00:00Z"),
  parties: undefined,
};
const finance = {
  caller: {
    principal: { kind: "staff", roles: ["finance"], providerId: "vn-bulksms", keyId: "k1" },
  },
} as unknown as Parameters<ReturnType<typeof issueCreditNote>>[1];

test("a credit note that the books refuse is not numbered and not written", async () => {
  const written: string[] = [];
  const note = issueCreditNote(
    {
      holders: { find: async () => ({ market: "VN", currency: "VND" }) },
      invoices: {
        byNumber: async () => invoice,
        notesOf: async () => [],
        // As the store does: what fails in the transaction leaves nothing of it.
        issue: async (
          _name: unknown,
          decide: (session: undefined) => Promise<{ paper: Invoice }>,
          also: (session: undefined, note: Invoice) => Promise<void>,
        ) => {
          const { paper } = await decide(undefined);
          await also(undefined, { ...paper, number: "VN-C-1" });
          written.push("VN-C-1");
          return { invoice: { ...paper, number: "VN-C-1" } };
        },
      },
      books: { commitWithin: async () => [{ kind: "too_large" }] },
      now: () => new Date("2026-12-02T00:00:00Z"),
    } as unknown as Parameters<typeof issueCreditNote>[0],
    async () => undefined,
  );
  const asked = { requestId: "1", invoiceNumber: "VN-1", amount: dong(5n), reason: "wrong" };
  await expect(note(asked, finance)).rejects.toMatchObject({ reason: "AMOUNT_TOO_LARGE" });
  expect(written).toEqual([]);
});
