import { expect, test } from "vitest";

import { costGroups } from "../src/web/compose/cost-groups.js";

const rial = (minor: string) => ({ currency: "IRR", minor });
const said = (operator: string, minor: string) => ({
  operator,
  script: "ucs2",
  alphabet: "ucs2",
  length: 40,
  segments: 1,
  cost: rial(minor),
});

test("operators that charge the same for a text stand in one row, and who does not take it in another", () => {
  const refuses = {
    ...{ operator: "GTEL", script: "ucs2", alphabet: "ucs2", length: 400 },
    ...{ segments: 0, error: "too_long" },
  };
  expect(
    costGroups([said("MCI", "900"), said("RIGHTEL", "950"), refuses, said("TKC", "950")]),
  ).toMatchObject([
    { operators: ["MCI"], cost: rial("900") },
    { operators: ["RIGHTEL", "TKC"], cost: rial("950") },
    { operators: ["GTEL"], error: "too_long" },
  ]);
});
