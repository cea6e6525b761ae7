import Holidays from "date-holidays";
import { expect, test } from "vitest";
import { markets } from "./markets.js";

const firstYear = 2021;
const lastYear = 2031;
const dayMs = 86_400_000;

/** Whole days off, one line each; a feast of 90 hours has three and the afternoon before them. */
function tableOf(country: string): string {
  const calendar = new Holidays(country);
  const names = new Map<string, string>();
  for (let year = firstYear; year <= lastYear; year += 1) {
    for (const { date, start, end, name, type } of calendar.getHolidays(year)) {
      if (type !== "public") continue;
      const days = Math.max(1, Math.floor((end.getTime() - start.getTime()) / dayMs));
      for (let i = 0; i < days; i += 1) {
        const day = new Date(Date.parse(date.slice(0, 10)) + i * dayMs).toISOString().slice(0, 10);
        const tidy = name.normalize("NFKC").replace(/\s+/gu, " ");
        const known = names.get(day);
        if (known?.includes(tidy) !== true)
          names.set(day, known === undefined ? tidy : `${known}; ${tidy}`);
      }
    }
  }
  const lines = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
  return lines.map(([day, name]) => `${day} ${name}`).join("\n");
}

const lunar = "Lunar dates are predictions; staff correct them.";
const file = (
  country: string,
  name: string,
  note: string,
): string => `import { holidaysOf } from "../holidays.js";

/** Public holidays of ${name} from ${firstYear} to ${lastYear}. Written by \`npm run holidays\`. */
export const holidays = holidaysOf(
  \`
${tableOf(country)}
\`,
  "${note}",
);
`;

test.each([
  ["IR", "Iran", lunar],
  ["TR", "Türkiye", `${lunar} The afternoon before a feast counts as a working day.`],
  ["VN", "Việt Nam", "The state moves days around Tet each year; staff correct them."],
])("the holidays of %s are those of date-holidays", async (code, name, note) => {
  await expect(file(code, name, note)).toMatchFileSnapshot(`./${code.toLowerCase()}/holidays.ts`);
  const { holidays } = markets.get(code).calendar;
  const dates = holidays.map(({ date }) => date);
  expect(new Set(dates).size).toBe(dates.length);
  expect([...dates].sort()).toEqual(dates);
});

test("the year turns in Iran with Nowruz, in Türkiye with the feasts, in Vietnam with Tet", () => {
  const daysOff = (code: string) =>
    new Set(markets.get(code).calendar.holidays.map(({ date }) => date));
  for (const day of ["2027-03-21", "2027-03-22", "2027-03-23", "2027-03-24"])
    expect(daysOff("IR"), day).toContain(day);
  for (const day of ["2026-03-20", "2026-03-21", "2026-03-22", "2026-10-29"])
    expect(daysOff("TR"), day).toContain(day);
  expect(daysOff("TR")).not.toContain("2026-03-23");
  for (const day of ["2026-02-16", "2026-02-17", "2026-02-20", "2026-09-02"])
    expect(daysOff("VN"), day).toContain(day);
});
