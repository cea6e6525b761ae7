import { expect, test } from "vitest";

import { countColumns } from "../src/web/tariffs/count-columns.js";

const row = (segments: number, toChars: number) => ({
  segments,
  fromChars: 1,
  toChars,
  basis: "seed",
});
const table = (script: string, operator?: string) => ({
  script,
  sendable: true,
  rows: [row(1, 160), row(2, 306)],
  source: "004 · Rules 3",
  ...(operator !== undefined && { operator }),
});

test("operators that count alike share a column, and those that take no accents stand apart", () => {
  const columns = countColumns([
    table("unaccented", "VIETTEL"),
    table("unaccented", "GTEL"),
    { ...table("accented", "GTEL"), sendable: false, rows: [] },
  ]);
  expect(columns).toEqual([
    { script: "unaccented", operators: ["VIETTEL", "GTEL"], longest: [160, 306] },
    { script: "accented", operators: ["GTEL"], longest: [] },
  ]);
});

test("a table of the whole market names nobody", () => {
  expect(countColumns([table("turkish")])).toMatchObject([{ script: "turkish", operators: [] }]);
});
