import { expect, test } from "vitest";

import { alike } from "../src/web/finance/alike.js";

const rial = (minor: string) => ({ currency: "IRR", minor });

test("operators whose prices change alike are one row, and one that has no price yet is another", () => {
  const change = { script: "ucs2", fromPart: 1, after: rial("1100") };
  const rows = alike([
    { operator: "MCI", ...change, before: rial("900") },
    { operator: "IRANCELL", ...change, before: rial("950") },
    { operator: "RIGHTEL", ...change, before: rial("950") },
    { operator: "APTEL", ...change },
  ]);
  expect(rows.map(({ operators, before }) => [operators, before?.minor])).toEqual([
    [["MCI"], "900"],
    [["IRANCELL", "RIGHTEL"], "950"],
    [["APTEL"], undefined],
  ]);
});
