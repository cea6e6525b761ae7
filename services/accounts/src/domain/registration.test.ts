import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { judgeProvider } from "./provider.js";
import { judgeRegistration, type RegistrationForm } from "./registration.js";

const iran = market("IR");
const form: RegistrationForm = {
  requestId: "r1",
  kind: "legal",
  name: " Example   Co. ",
  ownerName: "Sara Ahmadi",
  ownerEmail: "sara@example.ir",
  ownerMobile: "0912 123 4567",
  termsAccepted: true,
};

test("a complete form becomes a registration with the owner's mobile as E.164", () => {
  expect(judgeRegistration(form, iran)).toEqual({
    kind: "accepted",
    registration: {
      kind: "legal",
      name: "Example Co.",
      owner: { name: "Sara Ahmadi", email: "sara@example.ir", mobile: "+989121234567" },
    },
  });
});

test("an empty form is refused with every fault at once", () => {
  const verdict = judgeRegistration(
    {
      requestId: "",
      kind: undefined,
      name: " ",
      ownerName: "",
      ownerEmail: "sara",
      ownerMobile: "12",
      termsAccepted: false,
    },
    iran,
  );
  expect(verdict.kind === "refused" && verdict.findings.map(({ code }) => code)).toEqual([
    "REQUEST_ID_MISSING",
    "TERMS_NOT_ACCEPTED",
    "KIND_MISSING",
    "NAME_MISSING",
    "OWNER_NAME_MISSING",
    "EMAIL_MALFORMED",
    "MOBILE_MALFORMED",
  ]);
});

test.each([
  "sara",
  "sara@",
  "@example.ir",
  "sara@example",
  "a b@example.ir",
  "sara@-x.ir",
  "sara@@example.ir",
])("%j is no e-mail address", (ownerEmail) => {
  expect(judgeRegistration({ ...form, ownerEmail }, iran)).toMatchObject({
    findings: [{ code: "EMAIL_MALFORMED" }],
  });
});

test("a provider stands in the pack of its market", () => {
  const now = new Date("2026-11-22T00:00:00Z");
  const wanted = { providerId: "asanak", name: "", market: "IR" };
  expect(judgeProvider(wanted, now)).toMatchObject({ kind: "accepted", market: "IR" });
  expect(judgeProvider({ ...wanted, market: "TR" }, now)).toMatchObject({
    code: "PROVIDER_UNKNOWN",
  });
  expect(judgeProvider({ ...wanted, market: "XX" }, now)).toMatchObject({ code: "MARKET_UNKNOWN" });
});
