import { expect, test } from "vitest";
import {
  decideRefusal,
  heldAt,
  isEndedByConsent,
  quantile,
  tookMs,
  type NewRefusal,
  type Refusal,
} from "./refusal.js";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 10, minute));
const word = (minute: number, requestId: string): NewRefusal => ({
  tenantId: "tenant-a",
  lineId: "line-1",
  msisdn: 989121234567,
  channel: "reply",
  requestId,
  heardAt: at(minute),
  at: at(minute),
  reference: "",
  stops: [],
});
const kept = (over: Partial<Refusal> = {}): Refusal => ({
  ...word(0, "first"),
  refusalId: "r1",
  version: 1,
  enforcedAt: null,
  lift: null,
  earlierRequestIds: ["long-ago"],
  earlier: [],
  ...over,
});
const lift = {
  saidAt: at(10),
  source: "form",
  wording: "yes please",
  evidence: "document 1",
  liftedAt: at(11),
  requestId: "lift",
};

test("the first word closes the door, a second one finds it closed", () => {
  expect(decideRefusal(undefined, word(0, "first"))).toEqual({ kind: "first" });
  expect(decideRefusal(kept(), word(5, "second")).kind).toBe("known");
});

test("after a lift only a later word closes the door again", () => {
  const lifted = kept({ lift });
  expect(decideRefusal(lifted, word(12, "second")).kind).toBe("again");
  expect(decideRefusal(lifted, word(9, "late post")).kind).toBe("known");
});

test("a word that was heard before the lift and is delivered again changes nothing", () => {
  const lifted = kept({ lift });
  expect(decideRefusal(lifted, word(20, "first")).kind).toBe("known");
  expect(decideRefusal(lifted, word(20, "long-ago")).kind).toBe("known");
});

test("the stopwatch runs from the subscriber's word to the last dispatcher, and never backwards", () => {
  expect(tookMs(kept({ at: at(1) }))).toBe(60_000);
  expect(tookMs(kept({ at: at(1), enforcedAt: at(3) }))).toBe(180_000);
  expect(tookMs(kept({ heardAt: at(5) }))).toBe(0);
});

test("quantiles are values that were measured", () => {
  expect(quantile([], 0.5)).toBe(0);
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
});

test("what held at a moment is told after a lift and after the next refusal, too", () => {
  const { channel, heardAt, at: keptAt, reference } = word(0, "first");
  const lifted = kept({ lift });
  expect([at(0), at(10), at(11)].map((then) => heldAt(lifted, then))).toEqual([true, true, false]);
  const earlier = [{ channel, heardAt, at: keptAt, reference, lift }];
  const again = kept({ at: at(20), earlier });
  const moments = [-1, 5, 15, 20].map((minute) => heldAt(again, at(minute)));
  expect(moments).toEqual([false, true, false, true]);
});

test("a consent ends what a withdrawn consent made before it, and nothing that was refused by another road", () => {
  const withdrawn = kept({ channel: "consent" });
  expect(isEndedByConsent(withdrawn, at(1))).toBe(true);
  expect(isEndedByConsent(withdrawn, at(0))).toBe(false);
  expect(isEndedByConsent(kept({ channel: "consent", lift }), at(20))).toBe(false);
  for (const channel of ["reply", "link", "api", "console", "complaint"])
    expect(isEndedByConsent(kept({ channel }), at(1))).toBe(false);
});

test("who withdrew and refuses by another road as well is known by that road from then on", () => {
  const withdrawn = kept({ channel: "consent" });
  expect(decideRefusal(withdrawn, word(5, "reply")).kind).toBe("also");
  expect(decideRefusal(withdrawn, word(5, "first")).kind).toBe("known");
  expect(decideRefusal(kept(), { ...word(5, "w"), channel: "consent" }).kind).toBe("known");
});
