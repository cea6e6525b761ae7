import { market } from "@whiteline/markets";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOf, findHoursFault, sendableFrom, windowOf } from "./campaign-window.js";
import { sampleCampaign } from "./sample-campaign.testdata.js";
import { inBoth, opensAt, type Hours } from "./send-window.js";

const { order, line } = sampleCampaign();
const day: Hours = { opens: "07:00", closes: "22:00" };
/** Advertising in Vietnam: its pack has hours, and the clock stands at UTC+7 the whole year. */
const abroad = (hours?: Hours, notBefore?: Date) => ({
  line: { ...line, market: "VN", advertising: true },
  order: { ...order, hours, notBefore },
});
const at = (utc: string): Date => new Date(`2026-11-22T${utc}Z`);
const fault = (opens: string, closes: string) =>
  findHoursFault({ hours: { opens, closes }, traffic: "" }, line);

describe("the hours of a campaign", () => {
  test("are those of the law and of its owner together", () => {
    expect(inBoth(day, undefined)).toEqual([day]);
    expect(inBoth(day, { opens: "09:00", closes: "18:00" })).toEqual([
      { opens: "09:00", closes: "18:00" },
    ]);
    expect(inBoth(day, { opens: "20:00", closes: "09:00" })).toEqual([
      { opens: "07:00", closes: "09:00" },
      { opens: "20:00", closes: "22:00" },
    ]);
    expect(inBoth(day, { opens: "22:00", closes: "07:00" })).toEqual([]);
    expect(
      inBoth({ opens: "00:00", closes: "24:00" }, { opens: "22:00", closes: "07:00" }),
    ).toEqual([{ opens: "22:00", closes: "07:00" }]);
  });

  test("open exactly when both are open", () => {
    const vn = market("VN");
    const time = fc
      .integer({ min: 0, max: 1_439 })
      .map((minutes) =>
        [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, "0")).join(":"),
      );
    const hours = fc
      .record({ opens: time, closes: time })
      .filter(({ opens, closes }) => opens !== closes);
    const isOpen = (of: readonly Hours[], now: Date): boolean => opensAt(vn, of, now) === now;
    fc.assert(
      fc.property(hours, hours, fc.integer({ min: 0, max: 1_439 }), (a, b, minute) => {
        const now = new Date(at("00:00:00").getTime() + minute * 60_000);
        expect(isOpen(inBoth(a, b), now)).toBe(isOpen([a], now) && isOpen([b], now));
      }),
    );
  });

  test("are those of advertising for traffic that advertises, whatever the line", () => {
    const service = { ...line, market: "VN", advertising: false };
    const sent = (traffic: string) => windowOf({ line: service, order: { ...order, traffic } });
    const purposes = market("VN").content.purposes;
    const promotes = purposes.find(({ advertising }) => advertising)?.id ?? "none";
    expect(sent(promotes).legal).toEqual(market("VN").sendWindows.advertising);
    expect(sent("customer_care").legal).toEqual(market("VN").sendWindows.service);
  });

  test("that the law leaves none of are refused with the law, its source and a remedy", () => {
    const { legal } = windowOf(abroad());
    const outside = { opens: legal.closes, closes: legal.opens };
    expect(findHoursFault({ hours: outside, traffic: "" }, abroad().line)).toMatchObject({
      code: "WINDOW_NEVER_OPENS",
      source: legal.source,
    });
    expect(fault("9", "18:00")?.code).toBe("WINDOW_INVALID");
    expect(fault("09:00", "09:00")?.code).toBe("WINDOW_INVALID");
    expect(fault("09:00", "24:00")).toBeUndefined();
    expect(findHoursFault({ hours: undefined, traffic: "" }, line)).toBeUndefined();
  });
});

describe("when a campaign may be sent", () => {
  const noon = { opens: "12:00", closes: "13:00" };

  test("is the first opening after its start", () => {
    // 10:00 in Vietnam.
    expect(sendableFrom(abroad(noon), at("03:00:00"))).toEqual(at("05:00:00"));
    expect(sendableFrom(abroad(noon), at("05:30:00"))).toEqual(at("05:30:00"));
    expect(sendableFrom(abroad(noon, at("06:00:00")), at("03:00:00"))).toEqual(
      new Date("2026-11-23T05:00:00Z"),
    );
  });

  test("decides when it is over: what does not fit into a day goes on the next", () => {
    expect(endOf(abroad(noon), at("03:00:00"), 600)).toEqual(at("05:10:00"));
    expect(endOf(abroad(noon), at("05:50:00"), 900)).toEqual(new Date("2026-11-23T05:05:00Z"));
  });
});
