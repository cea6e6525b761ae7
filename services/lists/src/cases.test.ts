import { expect, test } from "vitest";
import { cases } from "./cases.js";

type Case = {
  readonly id: string;
  readonly note: string;
  readonly input: Readonly<Record<string, string | number>>;
  readonly expected: {
    readonly accepted: boolean;
    readonly errors: readonly string[];
    readonly warnings: readonly string[];
    readonly effectiveMciCount: number;
  };
};

/** The cases of kind ir.customer_list of domain/cases/public.json. */
const published: readonly Case[] = [
  {
    id: "P-ir.customer_list-01",
    note: "400 MCI numbers are enough at Kando",
    input: {
      provider: "kando",
      lineFamily: "line_3000",
      fileType: "xlsx",
      mciRows: 400,
      otherOperatorRows: 0,
      duplicateMciRows: 0,
    },
    expected: { accepted: true, errors: [], warnings: [], effectiveMciCount: 400 },
  },
  {
    id: "P-ir.customer_list-02",
    note: "399 MCI numbers are too few at Kando",
    input: {
      provider: "kando",
      lineFamily: "line_1000",
      fileType: "xlsx",
      mciRows: 399,
      otherOperatorRows: 0,
      duplicateMciRows: 0,
    },
    expected: { accepted: false, errors: ["too_few_mci"], warnings: [], effectiveMciCount: 399 },
  },
  {
    id: "P-ir.customer_list-03",
    note: "501 MCI numbers are too many in an application at Kando",
    input: {
      provider: "kando",
      lineFamily: "landline_021",
      fileType: "xlsx",
      mciRows: 501,
      otherOperatorRows: 0,
      duplicateMciRows: 0,
    },
    expected: { accepted: false, errors: ["too_many_mci"], warnings: [], effectiveMciCount: 501 },
  },
  {
    id: "P-ir.customer_list-04",
    note: "numbers of other operators are an error at Asanak",
    input: {
      provider: "asanak",
      lineFamily: "landline_021",
      fileType: "xlsx",
      mciRows: 120,
      otherOperatorRows: 3,
      duplicateMciRows: 0,
    },
    expected: {
      accepted: false,
      errors: ["non_mci_present"],
      warnings: [],
      effectiveMciCount: 120,
    },
  },
  {
    id: "P-ir.customer_list-05",
    note: "duplicates are an error at Asanak",
    input: {
      provider: "asanak",
      lineFamily: "landline_026",
      fileType: "xlsx",
      mciRows: 120,
      otherOperatorRows: 0,
      duplicateMciRows: 2,
    },
    expected: {
      accepted: false,
      errors: ["duplicates_present"],
      warnings: [],
      effectiveMciCount: 118,
    },
  },
];

test.each(published)("[$id] $note", ({ input, expected }) => {
  expect(cases["ir.customer_list"]?.(input)).toEqual(expected);
});

test("[IR-KND-06] at Kando duplicates and other operators are warnings, and duplicates do not count", () => {
  const input = {
    provider: "kando",
    lineFamily: "line_3000",
    fileType: "xlsx",
    mciRows: 402,
    otherOperatorRows: 7,
    duplicateMciRows: 3,
  };
  expect(cases["ir.customer_list"]?.(input)).toEqual({
    accepted: false,
    errors: ["too_few_mci"],
    warnings: ["non_mci_present", "duplicates_present"],
    effectiveMciCount: 399,
  });
});

test("[IR-ASN-21] every rule is checked on its own: a wrong file type hides nothing", () => {
  const input = {
    provider: "asanak",
    lineFamily: "landline_021",
    fileType: "csv",
    mciRows: 10,
    otherOperatorRows: 1,
    duplicateMciRows: 1,
  };
  expect(cases["ir.customer_list"]?.(input)).toEqual({
    accepted: false,
    errors: ["not_excel", "non_mci_present", "duplicates_present"],
    warnings: [],
    effectiveMciCount: 9,
  });
});

test("[IR-ASN-21] an empty list is refused as empty and as nothing else", () => {
  const input = {
    provider: "kando",
    lineFamily: "line_3000",
    fileType: "csv",
    mciRows: 0,
    otherOperatorRows: 0,
    duplicateMciRows: 0,
  };
  expect(cases["ir.customer_list"]?.(input)).toMatchObject({
    accepted: false,
    errors: ["empty_list"],
    warnings: [],
  });
});

test("a list of numbers of other operators only is not empty but has too few at Kando", () => {
  const input = {
    provider: "kando",
    lineFamily: "line_3000",
    fileType: "xls",
    mciRows: 0,
    otherOperatorRows: 5,
    duplicateMciRows: 0,
  };
  expect(cases["ir.customer_list"]?.(input)).toMatchObject({
    errors: ["too_few_mci"],
    warnings: ["non_mci_present"],
  });
});
