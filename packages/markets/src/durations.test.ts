import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deadline, duration, supportHours } from "./durations.js";
import { market } from "./markets.js";

const iran = market("IR");
const vietnam = market("VN");

describe("a deadline in Iran (public cases ir.deadline)", () => {
  test.each([
    [
      "P-ir.deadline-01",
      "ir.asanak.service_number_applied",
      "2025-09-06",
      [],
      "2025-09-20",
      "2025-10-06",
    ],
    [
      "P-ir.deadline-02",
      "ir.melipayamak.samantel",
      "2025-09-08",
      ["2025-09-10"],
      "2025-09-16",
      null,
    ],
    ["P-ir.deadline-03", "ir.melipayamak.dedicated", "2025-05-15", [], "2025-07-15", "2025-11-15"],
    ["nothing is promised", "ir.kando.any", "2025-05-15", [], null, null],
    [
      "a month ends with the shorter month",
      "ir.asanak.service_number_applied",
      "2025-01-31",
      [],
      "2025-02-12",
      "2025-02-28",
    ],
  ])("%s", (_, id, start, holidays, earliest, latest) => {
    const calendar = { weekend: ["THU", "FRI"] as const, holidays };
    expect(deadline(iran, duration(iran, id)!, start, calendar)).toEqual({ earliest, latest });
  });

  test("a week with a longer weekend has fewer working days", () => {
    const oneWeek = duration(iran, "ir.melipayamak.samantel")!;
    const holidays: readonly string[] = [];
    const longer = deadline(iran, oneWeek, "2025-09-06", { weekend: ["FRI"], holidays });
    expect(longer.earliest).toBe("2025-09-13");
    expect(deadline(iran, oneWeek, "2025-09-06", { holidays }).earliest).toBe("2025-09-13");
  });

  test("a public holiday that the pack knows is not counted", () => {
    // 17 Rabi al-awwal fell on Wednesday, 10 September 2025.
    const oneWeek = duration(iran, "ir.melipayamak.samantel")!;
    expect(deadline(iran, oneWeek, "2025-09-06").earliest).toBe("2025-09-14");
  });
});

describe("[VN-BLK-07] the declaration of a brandname (public cases vn.deadline)", () => {
  test.each([
    ["P-vn.deadline-01", "vn.brandname.viettel", "2021-03-05", [], [], "2021-03-09"],
    [
      "P-vn.deadline-02",
      "vn.brandname.other",
      "2021-04-28",
      ["2021-04-30", "2021-05-03"],
      [],
      "2021-05-07",
    ],
    ["P-vn.deadline-03", "vn.brandname.other", "2021-03-01", [], [], "2021-03-08"],
    [
      "a dossier of a Saturday counts from Monday",
      "vn.brandname.viettel",
      "2021-03-06",
      [],
      [],
      "2021-03-09",
    ],
    [
      "an operator notice stops the clock",
      "vn.brandname.viettel",
      "2021-03-05",
      [],
      ["2021-03-08"],
      "2021-03-10",
    ],
  ])("%s", (_, id, start, holidays, pausedDays, latest) => {
    expect(deadline(vietnam, duration(vietnam, id)!, start, { holidays, pausedDays }).latest).toBe(
      latest,
    );
  });
});

test("another day off never brings a deadline forward", () => {
  const limit = duration(vietnam, "vn.brandname.other")!;
  const days = fc
    .integer({ min: 1, max: 28 })
    .map((day) => `2021-03-${String(day).padStart(2, "0")}`);
  fc.assert(
    fc.property(days, fc.array(days), days, (start, holidays, extra) => {
      const before = deadline(vietnam, limit, start, { holidays }).latest!;
      const after = deadline(vietnam, limit, start, { holidays: [...holidays, extra] }).latest!;
      expect(after >= before).toBe(true);
      expect(before > start).toBe(true);
    }),
  );
});

test("a calendar without working days has no deadline; minutes end on their own day", () => {
  const everyDay = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;
  const limit = duration(vietnam, "vn.brandname.other")!;
  expect(() => deadline(vietnam, limit, "2021-03-01", { weekend: everyDay })).toThrow(RangeError);
  expect(deadline(iran, duration(iran, "ir.melipayamak.signup")!, "2021-03-01")).toEqual({
    earliest: null,
    latest: "2021-03-01",
  });
  expect(duration(iran, "unknown")).toBeUndefined();
});

test("[IR-MEL-16] Melipayamak answers 08 to 22, on holidays 09 to 17", () => {
  expect(supportHours(iran, "melipayamak")).toMatchObject({
    ordinaryDay: { open: "08:00", close: "22:00" },
    holiday: { open: "09:00", close: "17:00" },
  });
  expect(supportHours(iran, "asanak")).toBeUndefined();
});
