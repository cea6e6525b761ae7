import { expect, test } from "vitest";

import { sellerFile } from "../src/web/finance/seller-file.js";

test("what finance does not see of the provider's file is sent back as it was read", () => {
  const facts = {
    ...{ companyName: "BulkSMS", economicCode: "", nationalId: "", registrationNumber: "7" },
    ...{
      website: "bulksms.example",
      email: "",
      sector: "listed_company",
      activityType: "",
      iban: "VN1",
      taxNumber: "",
    },
    ...{ enterpriseCode: "0100109106", address: "Hà Nội", taxOffice: "", version: 3 },
  };
  expect(sellerFile({ ...facts, tenantId: "platform", identities: [] })).toEqual(facts);
});
