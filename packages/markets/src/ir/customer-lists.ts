import type { MarketPackData } from "../schema/pack.js";

type Rules = NonNullable<MarketPackData["customerLists"]>[number]["rules"];

const excel = ["xlsx", "xls"];

/** Rules of both providers; every one is checked on its own. Examples as in `ir.customer_list`. */
const common = [
  {
    code: "not_excel",
    demand: "The list is an Excel file.",
    remedy: "Save the list as .xlsx and upload it again.",
    source: "000 · Landline 021/026; 002 · Line 3000",
    basis: "seed",
    note: "That both Excel formats are meant is an interpretation.",
    examples: { passes: [{ fileType: "xlsx" }, { fileType: "xls" }], fails: [{ fileType: "csv" }] },
  },
  {
    code: "empty_list",
    demand: "The list has at least one number; an empty list gives this code alone.",
    remedy: "Put the customers' mobile numbers into the file.",
    source: "000 · Conditions; 002 · Line 3000",
    basis: "interpretation",
    examples: {
      passes: [{ mciRows: 450, otherOperatorRows: 0 }],
      fails: [{ mciRows: 0, otherOperatorRows: 0 }],
    },
  },
] satisfies Rules;

const nonMci = {
  code: "non_mci_present",
  demand: "The list has MCI numbers only.",
  remedy: "Remove the numbers of other operators.",
  examples: { passes: [{ otherOperatorRows: 0 }], fails: [{ otherOperatorRows: 3 }] },
};
const duplicates = {
  code: "duplicates_present",
  demand: "No number stands twice in the list.",
  remedy: "Remove the repeated rows.",
  examples: { passes: [{ duplicateMciRows: 0 }], fails: [{ duplicateMciRows: 2 }] },
};

/**
 * What the list of an application must satisfy [ir.md §6]. The living list that governs sending
 * grows by later updates and is not bounded by the counts (interpretation).
 */
export const customerLists = [
  {
    provider: "asanak",
    families: ["landline_021", "landline_026"],
    fileTypes: excel,
    operator: "MCI",
    minCount: null,
    maxCount: null,
    countedAfterDeduplication: true,
    otherOperators: "error",
    duplicates: "error",
    oneListPerHolding: false,
    periodicRefreshOnCall: true,
    overdueRefresh: "warns",
    removeOptedOut: true,
    removeFormerCustomers: true,
    fileNamedAfterLine: true,
    rules: [
      ...common,
      {
        ...nonMci,
        source: '000 · Conditions ("first numbers")',
        basis: "interpretation",
      },
      { ...duplicates, source: "000 · Conditions", basis: "seed" },
    ],
    source: "000 · Conditions; Conversion notes",
    basis: "seed",
    note: 'Files are named <service number>.<ext>. That "first numbers" are MCI numbers is an interpretation, and so is that an overdue call warns: no consequence is printed.',
  },
  {
    provider: "kando",
    families: ["line_3000", "line_1000", "landline_021"],
    fileTypes: excel,
    operator: "MCI",
    minCount: 400,
    maxCount: 500,
    countedAfterDeduplication: true,
    otherOperators: "warning",
    duplicates: "warning",
    oneListPerHolding: true,
    holdingFact: "holdingNationalId",
    periodicRefreshOnCall: false,
    removeOptedOut: false,
    removeFormerCustomers: false,
    fileNamedAfterLine: false,
    rules: [
      ...common,
      {
        code: "too_few_mci",
        demand: "The list has at least 400 MCI numbers, counted without duplicates.",
        remedy: "Add MCI numbers of customers until there are 400.",
        source: "002 · Line 3000/1000/021",
        basis: "seed",
        examples: {
          passes: [{ mciRows: 400, duplicateMciRows: 0 }],
          fails: [
            { mciRows: 399, duplicateMciRows: 0 },
            { mciRows: 401, duplicateMciRows: 2 },
          ],
        },
      },
      {
        code: "too_many_mci",
        demand: "The list of the application has at most 500 MCI numbers, without duplicates.",
        remedy: "Shorten the list to 500; the others are added after activation.",
        source: "002 · Line 3000/1000/021",
        basis: "interpretation",
        examples: {
          passes: [{ mciRows: 500, duplicateMciRows: 0 }],
          fails: [{ mciRows: 501, duplicateMciRows: 0 }],
        },
      },
      { ...nonMci, source: "002 · Line 3000/1000/021", basis: "interpretation" },
      { ...duplicates, source: "002 · Line 3000/1000/021", basis: "interpretation" },
    ],
    source: "002 · Line 3000/1000/021; General 5, 7",
    basis: "seed",
    note: "Counting after deduplication and the severities are interpretations; the list can be updated at any time and sending follows it.",
  },
] satisfies MarketPackData["customerLists"];
