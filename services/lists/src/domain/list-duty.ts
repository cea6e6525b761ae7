import type { CustomerListRules } from "@whiteline/markets";

/** One thing that a line demands of the list that governs it. */
export type DutyCode =
  | "list_never_filled"
  | "list_refresh_due"
  | "list_refresh_overdue"
  | "withdrawn_members"
  | "holding_has_another_list";

export type Duty = {
  readonly code: DutyCode;
  readonly rule: string;
  readonly source: string;
  readonly remedy: string;
};

/** What is known of a list and a line that it governs. */
export type GovernedLine = {
  /** Undefined: the provider demands no list for the family. */
  readonly rules: CustomerListRules | undefined;
  /** "fresh", "refresh_due", "overdue", or empty. */
  readonly refresh: string;
  readonly listVersion: number;
  readonly withdrawnMembers: number;
  /** Another list for lines of the same holding: of the tenant itself, or with other numbers of a sister company. */
  readonly secondList: "none" | "own" | "of_sister";
};

const sistersRemedy = "Import the list that the holding registered, with the same numbers.";

const texts: Readonly<Record<DutyCode, Omit<Duty, "code" | "source">>> = {
  list_never_filled: {
    rule: "Sending follows the submitted list; a list without members reaches nobody.",
    remedy: "Import the file of your customers into the list.",
  },
  list_refresh_due: {
    rule: "A cleaned customer list is handed in when the provider calls for it.",
    remedy: "Remove who left or refused, add who is new, and import the file.",
  },
  list_refresh_overdue: {
    rule: "A cleaned customer list is handed in within the time of the provider's call.",
    remedy: "Remove who left or refused, add who is new, and import the file now.",
  },
  withdrawn_members: {
    rule: "Those who withdrew are removed from the list.",
    remedy: "Import the list again: who refused is left out and reported.",
  },
  holding_has_another_list: {
    rule: "A holding cannot register several different customer lists.",
    remedy: "Let one list govern all these lines.",
  },
};

/** What the line demands of its list now, in the order of weight [ir.md §6, IR-ASN-21, IR-KND-10]. */
export function dutiesOf(line: GovernedLine): readonly Duty[] {
  const { rules, refresh } = line;
  const codes: DutyCode[] = [];
  if (line.listVersion === 0) codes.push("list_never_filled");
  if (refresh === "overdue") codes.push("list_refresh_overdue");
  if (refresh === "refresh_due") codes.push("list_refresh_due");
  if (rules?.removeOptedOut === true && line.withdrawnMembers > 0) codes.push("withdrawn_members");
  if (rules?.oneListPerHolding === true && line.secondList !== "none")
    codes.push("holding_has_another_list");
  const duties = codes.map((code) => ({
    ...{ code, ...texts[code] },
    source: rules?.source ?? "ir.md §6",
  }));
  return line.secondList === "of_sister"
    ? duties.map((duty) =>
        duty.code === "holding_has_another_list" ? { ...duty, remedy: sistersRemedy } : duty,
      )
    : duties;
}

/** The name that the provider's rules give the file: the line's number and nothing else [000 · Conversion notes]. */
export function fileNameOf(rules: CustomerListRules | undefined, number: string): string {
  return rules?.fileNamedAfterLine === true ? `${number}.xlsx` : "";
}
