import type { Finding } from "@whiteline/contracts/common/v1/finding";
import type { CheckCustomerListResponse } from "@whiteline/contracts/lists/v1/lists";
import { customerListRules, markets, type CustomerListRules } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { judgeCustomerList, type CustomerListCode } from "./domain/customer-list.js";
import type { FileRefusalCode } from "./domain/file-refusal.js";
import type { Import } from "./domain/import.js";
import { fromFileRefusal } from "./proto.js";

/**
 * Judges a sample that was read by the rules of provider and family [ir.md §6]. A file that could not be read is an
 * answer too, so that an application gets all its deficiencies at once.
 * @throws DomainError CUSTOMER_LIST_NOT_DEMANDED, NOT_A_SAMPLE, IMPORT_NOT_FINISHED
 */
export function checkCustomerList(
  sample: Import,
  provider: string,
  family: string,
): CheckCustomerListResponse {
  const rules = customerListRules(markets.get(sample.market), provider, family);
  if (rules === undefined) {
    throw new DomainError(
      "not_found",
      "CUSTOMER_LIST_NOT_DEMANDED",
      "This provider demands no list for this family.",
    );
  }
  if (sample.purpose !== "application_sample") throw notASample();
  if (sample.refusal !== null) return refused(fileFinding(rules, sample.refusal));
  if (sample.state !== "finished") {
    throw new DomainError(
      "precondition",
      "IMPORT_NOT_FINISHED",
      "The sample is still being read.",
      {
        remedy: "Ask again when the import has finished.",
      },
    );
  }
  const rowsOf = (counted: boolean): number =>
    sample.operators
      .filter(({ operator }) => (operator === rules.operator) === counted)
      .reduce((sum, { kept, duplicates }) => sum + kept + duplicates, 0);
  const verdict = judgeCustomerList(rules, {
    fileType: sample.fileType,
    countedRows: rowsOf(true),
    otherOperatorRows: rowsOf(false),
    duplicateRows:
      sample.operators.find(({ operator }) => operator === rules.operator)?.duplicates ?? 0,
  });
  return {
    accepted: verdict.accepted,
    errors: verdict.errors.map((code) => describe(rules, code)),
    warnings: verdict.warnings.map((code) => describe(rules, code)),
    effectiveMciCount: BigInt(verdict.effectiveCount),
    contentsDigest: sample.contentsDigest,
  };
}

function fileFinding(rules: CustomerListRules, refusal: FileRefusalCode): Finding {
  if (refusal === "NOT_XLSX_OR_CSV") return describe(rules, "not_excel");
  if (refusal === "EMPTY_FILE") return describe(rules, "empty_list");
  return fromFileRefusal(refusal);
}

function refused(finding: Finding): CheckCustomerListResponse {
  const counted = { effectiveMciCount: 0n, contentsDigest: "" };
  return { accepted: false, errors: [finding], warnings: [], ...counted };
}

function describe({ rules, source }: CustomerListRules, code: CustomerListCode): Finding {
  const rule = rules.find((known) => known.code === code);
  return {
    code,
    subject: "customer_list",
    rule: rule?.demand ?? "",
    source: rule?.source ?? source,
    remedy: rule?.remedy ?? "",
  };
}

/** What is asked of a sample is asked of another import. */
export function notASample(): DomainError {
  return new DomainError(
    "precondition",
    "NOT_A_SAMPLE",
    "The import is not the sample of an application.",
    { remedy: "Upload the sample of the application as such." },
  );
}
