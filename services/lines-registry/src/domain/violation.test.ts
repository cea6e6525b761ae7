import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { sanctionOf } from "./violation.js";

const iran = market("IR");
const line = (providerId: string, family: string, type: "service" | "advertising" = "service") => ({
  providerId,
  family,
  type,
});

test.each([
  ["[IR-ASN-13] asanak", "landline_021", "advertising_from_service_line", "revert", "000"],
  ["[IR-ASN-26] asanak", "landline_026", "complaint_without_opt_out", "revert", "000"],
  ["asanak", "landline_021", "commitment_breach", "revert", "000"],
  ["[IR-KND-08] kando", "landline_021", "advertising_from_service_line", "revert", "002"],
  ["[IR-KND-12] kando", "line_3000", "recipient_complaint", "delist", "002 · General 4"],
  ["kando", "line_3000", "advertising_from_service_line", "suspend", "no source"],
  ["melipayamak", "dedicated", "advertising_from_service_line", "suspend", "001 · Dedicated"],
  ["asanak", "shatel", "advertising_from_service_line", "suspend", "000"],
  ["asanak", "landline_021", "something_new", "suspend", "no source"],
])("%s · %s: %s means %s at once", (provider, family, violation, event, source) => {
  const providerId = provider.split(" ").at(-1)!;
  expect(sanctionOf(iran, line(providerId, family), violation)).toEqual({
    event,
    note: expect.stringContaining(source),
  });
});

test("an advertising line has no service status to lose", () => {
  const advertising = line("asanak", "landline_021", "advertising");
  expect(sanctionOf(iran, advertising, "commitment_breach").event).toBe("suspend");
});
