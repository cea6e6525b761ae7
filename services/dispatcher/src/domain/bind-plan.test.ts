import { expect, test } from "vitest";
import { bindsOf, rateNow, sendingRate, sends } from "./bind-plan.js";
import { fairShare } from "./fair-share.js";

test("an operator's limit is divided over the binds that send", () => {
  const binds = bindsOf({
    account: "mci",
    rate: 100,
    binds: [
      { type: "transmitter", count: 2 },
      { type: "receiver", count: 1 },
    ],
  });
  expect(binds).toEqual([
    { bindId: "mci/1", type: "transmitter", rate: 50, limits: { account: 100, own: 0 } },
    { bindId: "mci/2", type: "transmitter", rate: 50, limits: { account: 100, own: 0 } },
    { bindId: "mci/3", type: "receiver", rate: 0, limits: { account: 0, own: 0 } },
  ]);
  expect(binds.filter(sends)).toHaveLength(2);
});

test("the limit is divided over the binds that may send now, and over all when nobody knows how many", () => {
  const plan = { rate: 25, limits: { account: 100, own: 80 } };
  expect([1, 2, 4, undefined].map((linked) => rateNow(plan, linked))).toEqual([80, 50, 25, 25]);
  const free = { rate: 30, limits: { account: 0, own: 30 } };
  expect([0, 1, 2, undefined].map((linked) => rateNow(free, linked))).toEqual([30, 30, 30, 30]);
});

test("where the operator bounds each bind as well, the narrower bound holds", () => {
  const rates = (rate: number, own: number) => {
    const binds = [{ type: "transceiver" as const, count: 2, rate: own }];
    return bindsOf({ account: "a", rate, binds }).map((bind) => bind.rate);
  };
  expect(rates(100, 30)).toEqual([30, 30]);
  expect(rates(100, 80)).toEqual([50, 50]);
  expect(rates(0, 30)).toEqual([30, 30]);
  expect(rates(100, 0)).toEqual([50, 50]);
});

test.each([
  { rate: 100, own: 30, together: 60 },
  { rate: 100, own: 0, together: 100 },
  { rate: 1, own: 0, together: 1 },
  { rate: 0, own: 30, together: 60 },
  { rate: 0, own: 0, together: 0 },
])(
  "an account of $rate whose two binds send $own each sends $together",
  ({ rate, own, together }) => {
    const binds = bindsOf({
      account: "a",
      rate,
      binds: [
        { type: "transmitter", count: 2, rate: own },
        { type: "receiver", count: 1 },
      ],
    });
    expect(sendingRate(binds)).toBe(together);
  },
);

test("an operator without a limit limits no bind", () => {
  const binds = bindsOf({ account: "a", rate: 0, binds: [{ type: "transceiver", count: 2 }] });
  expect(binds.map(({ rate }) => rate)).toEqual([0, 0]);
});

test.each([
  { binds: 4, members: 1, share: 4 },
  { binds: 4, members: 2, share: 2 },
  { binds: 5, members: 2, share: 3 },
  { binds: 1, members: 3, share: 1 },
  { binds: 3, members: 0, share: 3 },
])("of $binds binds each of $members dispatchers may hold $share", ({ binds, members, share }) => {
  expect(fairShare(binds, members)).toBe(share);
});
