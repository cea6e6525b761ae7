import type { CustomerListRules } from "@whiteline/markets";

/** What was counted in the sample list of an application. Rows that hold no number are in none of these. */
export type SampleCounts = {
  /** From the content: "xlsx", "csv". */
  readonly fileType: string;
  /** Rows of the operator that the rules count (`rules.operator`), duplicates included. */
  readonly countedRows: number;
  readonly otherOperatorRows: number;
  /** Surplus rows of the counted operator. */
  readonly duplicateRows: number;
};

export type CustomerListCode =
  | "not_excel"
  | "empty_list"
  | "too_few_mci"
  | "too_many_mci"
  | "non_mci_present"
  | "duplicates_present";

export type CustomerListVerdict = {
  readonly accepted: boolean;
  readonly errors: readonly CustomerListCode[];
  readonly warnings: readonly CustomerListCode[];
  /** Counted numbers without duplicates, also when the file type is wrong. */
  readonly effectiveCount: number;
};

/**
 * Judges the sample list of an application by its provider's rules [ir.md §6]. Every rule is checked on
 * its own; an empty list gives `empty_list` alone (interpretation).
 */
export function judgeCustomerList(
  rules: CustomerListRules,
  counts: SampleCounts,
): CustomerListVerdict {
  const effectiveCount = counts.countedRows - counts.duplicateRows;
  if (counts.countedRows + counts.otherOperatorRows === 0) {
    return { accepted: false, errors: ["empty_list"], warnings: [], effectiveCount };
  }
  const count = rules.countedAfterDeduplication ? effectiveCount : counts.countedRows;
  const errors: CustomerListCode[] = [];
  const warnings: CustomerListCode[] = [];

  if (!rules.fileTypes.includes(counts.fileType)) errors.push("not_excel");
  if (rules.minCount !== null && count < rules.minCount) errors.push("too_few_mci");
  if (rules.maxCount !== null && count > rules.maxCount) errors.push("too_many_mci");
  if (counts.otherOperatorRows > 0) {
    (rules.otherOperators === "error" ? errors : warnings).push("non_mci_present");
  }
  if (counts.duplicateRows > 0) {
    (rules.duplicates === "error" ? errors : warnings).push("duplicates_present");
  }
  return { accepted: errors.length === 0, errors, warnings, effectiveCount };
}
