import { describe, expect, test } from "vitest";
import type { Book, Movement } from "./book.js";
import { dueIds } from "./due.js";
import { move } from "./movement.js";
import { at, check, facts } from "./run-movements.testing.js";
import { alone, dong, due, run, topUp } from "./vietnam-books.testing.js";

describe("fees and fines", () => {
  test("[VN-BLK-08] maintenance is paid at once where the money is there, and owed and told where not", () => {
    const rich = run([topUp("1", 60_000n), due("2026-11")]);
    expect(facts(rich)).toEqual(["topped_up", "due_raised"]);
    expect(rich.book.wallet).toMatchObject({ available: dong(10_000n), owed: dong(0n) });
    const poor = run([due("2026-11")]);
    expect(facts(poor)).toEqual(["due_raised", "maintenance_unpaid"]);
    expect(poor.book.wallet).toMatchObject({ available: dong(0n), owed: dong(50_000n) });
  });

  test("[VN-BLK-08] a top-up pays the oldest fee first, and says that a name may wake when nothing is owed for it", () => {
    const owing = run([due("2026-10"), due("2026-11"), topUp("1", 70_000n)]);
    expect(facts(owing).slice(-2)).toEqual(["topped_up", "due_paid"]);
    expect([...owing.book.dues.values()].map(({ month, status }) => [month, status])).toEqual([
      ["2026-10", "paid"],
      ["2026-11", "owed"],
    ]);
    const paid = run([topUp("2", 30_000n)], owing.book);
    expect(facts(paid)).toEqual(["topped_up", "due_paid", "maintenance_paid"]);
    expect(paid.book.wallet).toMatchObject({ available: dong(0n), owed: dong(0n) });
  });

  test("[VN-BLK-08] a new month that is paid beside the old one wakes the name", () => {
    const owing = run([due("2026-10")]);
    const rich: Book = {
      ...owing.book,
      wallet: { ...owing.book.wallet, available: dong(100_000n) },
    };
    expect(facts(run([due("2026-11")], rich))).toEqual([
      "due_raised",
      "due_paid",
      "maintenance_paid",
    ]);
  });

  test("[VN-BLK-08] maintenance that stays unpaid is told when its time of grace is over, once; the customer knows at once", () => {
    const graced = due("2026-11", { graceDays: 7 });
    const owing = run([graced]);
    expect(facts(owing)).toEqual(["due_raised"]);
    const collect = (book: Book, day: string) =>
      move(book, { kind: "collect" }, new Date(`2026-11-${day}T09:00:00Z`));
    expect(collect(owing.book, "28")).toMatchObject({ facts: [], entries: [] });
    const late = collect(owing.book, "29");
    expect(late.facts.map(({ kind }) => kind)).toEqual(["maintenance_unpaid"]);
    expect(collect(late.book, "30").facts).toEqual([]);
  });

  test("a fee that is waived is owed no more, falls out of what the provider earned, and wakes the name", () => {
    const waive: Movement = {
      kind: "waive_due",
      dueId: dueIds.maintenance("l1", "VIETTEL", "2026-11"),
      reason: "declared by mistake",
      by: "key:finance",
      ...alone,
    };
    const done = run([due("2026-11"), waive, waive]);
    expect(facts(done)).toEqual([
      "due_raised",
      "maintenance_unpaid",
      "due_waived",
      "maintenance_paid",
    ]);
    expect(done.book.wallet.owed).toEqual(dong(0n));
    expect(check(done)).toMatchObject({ exact: true, broken: [] });
    const paid = run([topUp("1", 60_000n), due("2026-11")]);
    expect(move(paid.book, waive, at).book).toBe(paid.book);
  });

  test("much in a month is waived by two people, and the first may take it back", () => {
    const waive = (month: string, by: string, differsFrom = ""): Movement => ({
      kind: "waive_due",
      dueId: dueIds.maintenance("l1", "VIETTEL", month),
      ...{ reason: "a mistake", by, largeFrom: 100_000n, differsFrom },
    });
    const first = run([due("2026-10"), due("2026-11"), waive("2026-10", "person:a")]);
    expect(first.book.waived).toBe(50_000n);
    // The second fee of the month makes it much.
    const proposed = run([waive("2026-11", "person:a")], first.book);
    expect(proposed.entries).toEqual([]);
    expect(facts(proposed)).toEqual(["waiver_proposed"]);
    const same = run([waive("2026-11", "person:a")], proposed.book);
    expect(same.steps[0]?.verdict).toEqual({ kind: "second_person_needed" });
    expect(same.book).toBe(proposed.book);
    const recall: Movement = {
      kind: "recall_waiver",
      dueId: dueIds.maintenance("l1", "VIETTEL", "2026-11"),
      by: "person:b",
    };
    const back = run([recall, recall], proposed.book);
    expect(facts(back)).toEqual(["waiver_recalled"]);
    expect(back.book.wallet.owed).toEqual(dong(50_000n));
    const done = run([waive("2026-11", "person:b", "person:a")], proposed.book);
    expect([...done.book.dues.values()].at(-1)).toMatchObject({
      status: "waived",
      waivedBy: "person:a,person:b",
      pendingWaiver: null,
    });
    expect(done.book.wallet.owed).toEqual(dong(0n));
  });

  test("a fee that stands on an invoice is not waived", () => {
    const raised = run([due("2026-11")]);
    const [known] = [...raised.book.dues.values()];
    const invoiced = { ...known!, invoice: "VN-BULKSMS-2026-000001" };
    const book = { ...raised.book, dues: new Map([[invoiced.dueId, invoiced]]) };
    const waive: Movement = {
      ...{ kind: "waive_due", dueId: invoiced.dueId, reason: "x", by: "key:finance" },
      ...alone,
    };
    expect(move(book, waive, at)).toMatchObject({
      book,
      verdict: { kind: "due_invoiced", invoice: "VN-BULKSMS-2026-000001" },
    });
  });

  test("a fee that is paid is not waived, and one that was waived stays so", () => {
    const raised = run([topUp("1", 50_000n), due("2026-11")]);
    const [known] = [...raised.book.dues.values()];
    const waive: Movement = {
      ...{ kind: "waive_due", dueId: known!.dueId, reason: "x", by: "key:finance" },
      ...alone,
    };
    const { book } = raised;
    expect(known?.status).toBe("paid");
    expect(move(book, waive, at)).toMatchObject({ book, verdict: { kind: "due_not_owed" } });
    const waived = run([due("2026-11"), waive, waive]);
    expect(waived.steps.map(({ verdict }) => verdict.kind)).toEqual(["done", "done", "done"]);
    expect(waived.steps[2]?.book).toBe(waived.steps[1]?.book);
  });

  test("a fee that is raised again changes nothing", () => {
    const once = run([due("2026-11")]);
    const again = run([due("2026-11")], once.book);
    expect(again.book).toBe(once.book);
    expect(again.entries).toEqual([]);
  });

  test("[IR-ASN-25] a fine stands on an account of its own, and is owed where the wallet is empty", () => {
    const fine = { dueId: dueIds.fine("v1"), kind: "fine" as const, operator: "", month: "" };
    const { book, entries } = run([due("", { ...fine, amount: dong(50_002_500n) })]);
    expect(entries.map(({ account, amount }) => [account, amount.minor])).toEqual([
      ["tenant:t1:owed", -50_002_500n],
      ["provider:vn-bulksms:fines", 50_002_500n],
    ]);
    expect(book.wallet.owed).toEqual(dong(50_002_500n));
  });

  test.each([
    ["owed", 0n, "owed"],
    ["paid", 60_000n, "available"],
  ] as const)(
    "a wrong fine that is %s is booked back by two people, to where it was taken from",
    (status, paid, into) => {
      const fine = { dueId: dueIds.fine("v1"), kind: "fine" as const, operator: "", month: "" };
      const raised = run([topUp("1", 60_000n), due("", { ...fine, amount: dong(50_000n) })]);
      const owing = run([due("", { ...fine, amount: dong(50_000n) })]);
      const begun = paid === 0n ? owing : raised;
      expect(begun.book.dues.get(fine.dueId)?.status).toBe(status);
      const back = (by: string, differsFrom = ""): Movement => ({
        ...{ kind: "waive_due", dueId: fine.dueId, reason: "not theirs", by },
        ...{ largeFrom: 10n ** 9n, differsFrom },
      });
      const alone = run([back("person:a"), back("person:a")], begun.book);
      expect(alone.entries).toEqual([]);
      expect(alone.steps.at(-1)?.verdict.kind).toBe("second_person_needed");
      const done = run([back("person:b", "person:a"), back("person:b", "person:a")], alone.book);
      expect(done.entries.map(({ cause, account }) => [cause, account])).toEqual([
        ["fine-back:v1", "provider:vn-bulksms:fines"],
        ["fine-back:v1", `tenant:t1:${into}`],
      ]);
      expect(done.book.wallet).toMatchObject({ available: dong(paid), owed: dong(0n) });
      expect(done.book.dues.get(fine.dueId)).toMatchObject({
        ...{ status: "waived", waivedBy: "person:a,person:b" },
      });
      const entries = [...begun.entries, ...done.entries];
      expect(check({ book: done.book, entries })).toMatchObject({ exact: true, broken: [] });
    },
  );
});
