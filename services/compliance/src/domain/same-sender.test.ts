import { expect, test } from "vitest";
import { tidySender } from "./same-sender.js";

test.each([
  ["02191001234", "021-9100 1234"],
  ["02191001234", "+982191001234"],
  ["02191001234", "۰۲۱۹۱۰۰۱۲۳۴"],
  ["300012345", "00 98 3000 12345"],
  ["ACME", "acme "],
])("%s is written %s, too", (sender, written) => {
  expect(tidySender(written, "98")).toBe(tidySender(sender, "98"));
});

test("different senders stay different", () => {
  expect(tidySender("02191001234", "98")).not.toBe(tidySender("02191001235", "98"));
});
