import { expect, test } from "vitest";
import { dropReason } from "./drop-reason.js";

test.each([
  ["", [], ""],
  ["REFUSED", ["LATE"], "REFUSED"],
  ["", ["LATE", "REFUSED"], "LATE"],
  ["", [""], "REFUSED_MEANWHILE"],
])(
  "a recipient with the refusal %j and the findings %j is dropped for %j",
  (refusalCode, findings, reason) => {
    expect(dropReason({ refusalCode, findings })).toBe(reason);
  },
);
