import { rebuildService } from "@whiteline/local";
import { expect, test } from "vitest";
import { openHouse, operatorStats } from "./house.js";

test("[IR-MEL-01] [IR-MEL-02] [TR-AKT-03] [TR-AKT-04] [TR-AKT-06] [TR-AKT-08] [TR-AKT-32] [TR-AKT-33] [VN-BLK-21] by the public API alone, from an Excel file, a company goes from registration to a delivery report in which every recipient is accounted for and the ledger is exact", async () => {
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
    'at VIETTEL: delivered, from "VT.Edu" by wl-viettel',
    'at VINAPHONE: delivered, from "VT.Edu" by wl-vinaphone',
    'at MOBIFONE: delivered, from "VT.Edu" by wl-mobifone',
    'at VIETNAMOBILE: delivered, from "VT Edu" by wl-vn-others',
    "a text of 454 characters cost 4 credits, as the table says",
    "at GTEL: delivered",
    "at ITEL: delivered",
    'at TURKCELL: delivered, from "ORNEK KITAP" by wl-turkcell',
    'at VODAFONE: delivered, from "ORNEK KITAP" by wl-vodafone',
    'at TURK_TELEKOM: delivered, from "ORNEK KITAP" by wl-turktelekom',
  ]) {
    expect(text).toContain(seen);
  }
  for (const service of ["campaigns", "compliance", "lists"]) {
    expect(await rebuildService([house.dir], service)).toBe(`${service} has taken anew: lines (6)`);
  }
  expect(await operatorStats(house.stack)).toMatchObject({ duplicates: 0 });
});
