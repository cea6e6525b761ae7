import { customerListRules, markets } from "@whiteline/markets";
import { z } from "zod";
import { judgeCustomerList } from "./domain/customer-list.js";

const customerListInput = z.object({
  provider: z.string(),
  lineFamily: z.string(),
  fileType: z.string(),
  mciRows: z.number().int().nonnegative(),
  otherOperatorRows: z.number().int().nonnegative(),
  duplicateMciRows: z.number().int().nonnegative(),
});

/** Golden cases of lists: kind → the product's own function. */
export const cases: Readonly<Record<string, (input: unknown) => unknown>> = {
  "ir.customer_list": (input) => {
    const given = customerListInput.parse(input);
    const rules = customerListRules(markets.get("IR"), given.provider, given.lineFamily);
    if (rules === undefined) {
      return {
        accepted: true,
        errors: [],
        warnings: [],
        effectiveMciCount: given.mciRows - given.duplicateMciRows,
      };
    }
    const { accepted, errors, warnings, effectiveCount } = judgeCustomerList(rules, {
      fileType: given.fileType,
      countedRows: given.mciRows,
      otherOperatorRows: given.otherOperatorRows,
      duplicateRows: given.duplicateMciRows,
    });
    return { accepted, errors, warnings, effectiveMciCount: effectiveCount };
  },
};
