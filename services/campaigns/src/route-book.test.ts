import { expect, test } from "vitest";
import type { Campaign } from "./domain/campaign.js";
import { materialiseCampaign, type Materialising } from "./materialise-campaign.js";
import { routeBook } from "./route-book.js";

const route = {
  route: "mci",
  market: "IR",
  operators: ["*"],
  latin1: true,
  suffix: "",
  wideReference: false,
  currentRate: 0,
  down: false,
};
/** A book of a dispatcher that is away until it is told otherwise, asked anew each time. */
const bookOf = (dispatcher: { isAway: boolean }) => {
  const listRoutes = async () => {
    if (dispatcher.isAway) throw new Error("away");
    return { routes: [route] };
  };
  let at = 0;
  return routeBook({
    dispatcher: { listRoutes },
    tokens: { platform: async () => ({}) },
    now: () => new Date((at += 60_000)),
    log: { warn: () => undefined },
  } as never);
};

test("what is kept waits until the routes are known, and goes by the last ones when the dispatcher is away again", async () => {
  const dispatcher = { isAway: true };
  const book = bookOf(dispatcher);
  expect(await book.get()).toEqual([]);
  await expect(book.known()).rejects.toMatchObject({
    kind: "unavailable",
    reason: "ROUTES_UNKNOWN",
  });
  dispatcher.isAway = false;
  expect(await book.known()).toEqual([route]);
  dispatcher.isAway = true;
  expect(await book.known()).toEqual([route]);
});

test("the audience of a campaign is not measured while nobody knows which routes lack GSM's alphabet", async () => {
  const asked: string[] = [];
  const it = {
    book: bookOf({ isAway: true }),
    chunks: { deleteOtherBatches: async () => undefined },
    lines: { get: () => undefined },
    tokens: { forTenant: async () => ({}) },
    lists: {
      streamAudience: async function* () {
        asked.push("lists");
      },
    },
  } as unknown as Materialising;
  const line = { lineId: "l", market: "IR", family: "landline_021", operators: [] };
  const order = { templateId: "", text: "naïve", traffic: "", variants: [], numbers: [] };
  const campaign = { campaignId: "c", batch: "b", line, order } as unknown as Campaign;
  await expect(
    materialiseCampaign(it, campaign, new AbortController().signal),
  ).rejects.toMatchObject({ kind: "unavailable" });
  expect(asked).toEqual([]);
});
