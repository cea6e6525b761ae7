import { expect, test } from "vitest";
import { termsCheck, type NamedTerms } from "./terms-check.js";
import { dong, fresh } from "./vietnam-books.testing.js";

const { wallet } = fresh;
const credit = `tenant:${wallet.tenantId}:credit`;

/** What is found of terms, each of which lent what it says more than the one before it. */
const faultsOf = (history: readonly NamedTerms[]): readonly string[] => {
  const last = history.at(-1);
  const minor = last?.limit ?? 0n;
  const check = termsCheck({ ...wallet, mode: last?.mode ?? "prepaid", limit: dong(minor) }, [
    ...history.toReversed(),
  ]);
  let before = 0n;
  for (const { cause, limit, at } of history) {
    const amount = dong(before - limit);
    check.addEntry({
      entryId: `${cause}:credit`,
      cause,
      account: credit,
      amount,
      reference: "",
      at,
    });
    before = limit;
  }
  return [...check.faults()];
};
const terms = (
  [version, time]: readonly [number | undefined, string],
  limit: bigint,
  over: Partial<NamedTerms> = {},
): NamedTerms => ({
  ...{ cause: `terms:t1:${time}-${limit}`, at: new Date(`2026-11-20T${time}:00Z`), version, limit },
  ...{ mode: "postpaid", was: "postpaid", rule: "as_before", by: "person:a", ...over },
});

test("terms follow one another as the wallet did, whatever the clocks of two processes said", () => {
  const first = terms([4, "09:01"], 100n, { was: "prepaid" });
  expect(faultsOf([first, terms([7, "09:00"], 200n), terms([9, "09:00"], 50n)])).toEqual([]);
  // Of before versions were kept: by time, and one commit together.
  const older = [
    terms([undefined, "08:00"], 10n, { was: "prepaid" }),
    terms([undefined, "08:30"], 20n),
  ];
  expect(faultsOf([...older, terms([3, "07:00"], 30n)])).toEqual([]);
});

test("terms that say another mode of before than the ones before them are a fault", () => {
  const first = terms([4, "09:00"], 100n, { mode: "prepaid", was: "prepaid" });
  expect(faultsOf([first, terms([5, "09:01"], 200n)])).toEqual([
    "terms:t1:09:01-200 says that tenant t1 paid postpaid before; the terms before it say otherwise.",
  ]);
});
