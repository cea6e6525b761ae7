import { customerListRules, market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { dutiesOf, fileNameOf } from "./list-duty.js";

const asanak = customerListRules(market("IR"), "asanak", "landline_021");
const kando = customerListRules(market("IR"), "kando", "line_3000");
const clean = {
  rules: asanak,
  refresh: "fresh",
  listVersion: 1,
  withdrawnMembers: 0,
  secondList: "none",
} as const;
const codesOf = (line: Partial<Parameters<typeof dutiesOf>[0]>) =>
  dutiesOf({ ...clean, ...line }).map(({ code }) => code);

test("[IR-ASN-21] a call for a new list is due and then overdue, and who withdrew should leave", () => {
  expect(codesOf({})).toEqual([]);
  expect(codesOf({ refresh: "refresh_due" })).toEqual(["list_refresh_due"]);
  expect(codesOf({ refresh: "overdue", withdrawnMembers: 3 })).toEqual([
    "list_refresh_overdue",
    "withdrawn_members",
  ]);
  expect(dutiesOf({ ...clean, refresh: "overdue" })[0]).toMatchObject({
    source: "000 · Conditions; Conversion notes",
    remedy: expect.stringContaining("import the file"),
  });
  expect(asanak?.overdueRefresh).toBe("warns");
});

test("[IR-KND-11] a list that was never filled reaches nobody, and says so", () => {
  expect(codesOf({ rules: kando, listVersion: 0 })).toEqual(["list_never_filled"]);
  expect(codesOf({ rules: kando, withdrawnMembers: 3 })).toEqual([]);
});

test("[IR-KND-10] a second list for lines of one holding is named where the provider forbids it", () => {
  expect(codesOf({ rules: kando, secondList: "own" })).toEqual(["holding_has_another_list"]);
  expect(codesOf({ rules: asanak, secondList: "own" })).toEqual([]);
  const bySister = dutiesOf({ ...clean, rules: kando, secondList: "of_sister" });
  expect(bySister).toMatchObject([
    { code: "holding_has_another_list", remedy: expect.stringContaining("the same numbers") },
  ]);
});

test("[IR-ASN-27] the list file is named after the service number where the provider says so", () => {
  expect(fileNameOf(asanak, "02191001234")).toBe("02191001234.xlsx");
  expect(fileNameOf(kando, "3000123")).toBe("");
  expect(fileNameOf(undefined, "3000123")).toBe("");
});
