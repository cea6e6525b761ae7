import { rebuildService } from "@whiteline/local";
import { expect, test } from "vitest";
import { openHouse, operatorStats } from "./house.js";

test("[IR-MEL-01] [IR-MEL-02] [TR-AKT-03] [TR-AKT-04] [TR-AKT-06] [TR-AKT-32] by the public API alone, from an Excel file, a company goes from registration to a delivery report in which every recipient is accounted for and the ledger is exact", async () => {
  await using house = await openHouse();
  const { code, text } = await house.tellStory(20_000);
  expect(text).toContain("every recipient is accounted for and the ledger is exact");
  expect(code).toBe(0);
  for (const seen of [
    "email_public_provider",
    "generic_content_subject",
    "non_mci_present",
    "INSUFFICIENT_FUNDS",
    "advertising_on_service_line",
    "not_on_customer_list",
    "422 opted_out",
    "sum to zero",
    "the common sender 50004000, without a paper",
    'at VIETTEL: delivered, from "VT.Edu"',
    'at VIETNAMOBILE: delivered, from "VT Edu"',
  ]) {
    expect(text).toContain(seen);
  }
  for (const service of ["campaigns", "compliance", "lists"]) {
    expect(await rebuildService([house.dir], service)).toBe(`${service} has taken anew: lines (6)`);
  }
  expect(await operatorStats(house.stack)).toMatchObject({ duplicates: 0 });
});
