import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Audience, Campaign } from "./campaign.js";
import { advance, type CampaignEvent, type Step, type Tell } from "./campaign-machine.js";
import { ceilingOf } from "./ceiling.js";
import { sampleCampaign } from "./sample-campaign.testdata.js";

const now = new Date("2026-11-22T10:00:10Z");
const money = (minor: bigint) => ({ currency: "IRR", minor });
const quote = { lines: [], total: money(700n), expected: money(700n), tariffId: "t", at: now };
const finding = { code: "X", subject: "", rule: "No.", source: "", remedy: "Do." };
const audience: Audience = {
  recipients: 2,
  chunks: 1,
  listId: "list-1",
  listVersion: 3,
  counts: [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 2 }],
  dropped: {},
  samples: ["سلام"],
};
const expiresAt = new Date("2026-11-23T10:00:00Z");

const materialised: CampaignEvent = { kind: "materialised", batch: "batch-1", audience };
const cleared: CampaignEvent = {
  kind: "cleared",
  revision: 1,
  clearance: { clearanceId: "c", verdictId: "v", expiresAt },
};
const held: CampaignEvent = { kind: "held", revision: 1, verdictId: "v", reason: "Uncertain." };
const refused: CampaignEvent = { kind: "refused", revision: 1, verdictId: "v", finding };
const funded: CampaignEvent = {
  kind: "funded",
  revision: 1,
  clearanceId: "c",
  reservationId: "campaign:a:1",
  quote,
};
const unfunded: CampaignEvent = { kind: "unfunded", revision: 1, finding };
const allFinal: CampaignEvent = { kind: "all_final", released: 1 };
const just = (kind: "pause" | "resume" | "cancel" | "release_began" | "asked_again") =>
  ({ kind }) as const;

/** Takes events one after another; answers the campaign and everything it told. */
const walk = (
  events: readonly CampaignEvent[],
  campaign: Campaign = sampleCampaign(),
): { readonly campaign: Campaign; readonly tells: readonly Tell[] } => {
  const tells: Tell[] = [];
  for (const event of events) {
    const step: Step = advance(campaign, event, now);
    if (step.kind !== "moved") continue;
    ({ campaign } = step);
    tells.push(...step.tells);
  }
  return { campaign, tells };
};

describe("a campaign on its way", () => {
  test("is materialised, cleared, funded, sent and finished, and tells each step once", () => {
    const events = [materialised, cleared, funded, just("release_began"), allFinal];
    const { campaign, tells } = walk(events.flatMap((event) => [event, event]));
    expect(campaign).toMatchObject({ stage: "finished", closed: true, version: 6, verdictId: "v" });
    expect(tells).toEqual([
      { kind: "materialised" },
      { kind: "finished", reservationId: "campaign:a:1", chunks: 1 },
    ]);
  });

  test("goes on when pricing's fact overtakes compliance's", () => {
    const early = walk([materialised, funded]).campaign;
    expect(early).toMatchObject({ stage: "scheduled", clearance: { clearanceId: "c" } });
    const { campaign } = walk([cleared], early);
    expect(campaign).toMatchObject({ stage: "scheduled", clearance: { expiresAt } });
  });

  test("is held until the desk decides, and a late word that it is held changes nothing", () => {
    expect(walk([materialised, held]).campaign.stage).toBe("held");
    expect(walk([materialised, held, cleared]).campaign.stage).toBe("waiting_for_funds");
    expect(walk([materialised, cleared, held]).campaign.stage).toBe("waiting_for_funds");
    expect(walk([materialised, held, refused]).campaign.stage).toBe("refused");
  });

  test("without funds waits and goes on when the money has come", () => {
    const { campaign } = walk([materialised, cleared, unfunded]);
    expect(campaign).toMatchObject({ stage: "unfunded", refusal: finding, cause: "No. Do." });
    expect(walk([funded], campaign).campaign).toMatchObject({
      stage: "scheduled",
      refusal: undefined,
    });
  });

  test("an attempt at materialising that lost its turn changes nothing", () => {
    const { campaign } = walk([{ kind: "materialised", batch: "another", audience }]);
    expect(campaign.stage).toBe("materialising");
  });

  test("without a single recipient is refused with the way out", () => {
    const none = { ...audience, recipients: 0, counts: [] };
    const { campaign } = walk([{ kind: "materialised", batch: "batch-1", audience: none }]);
    expect(campaign).toMatchObject({ stage: "refused", refusal: { code: "NO_RECIPIENTS" } });
  });

  test("a dry run ends in its forecast and never reserves", () => {
    const order = { ...sampleCampaign().order, dryRun: true };
    const events = [materialised, cleared, { ...funded, reservationId: "" }];
    const { campaign, tells } = walk(events, sampleCampaign({ order }));
    expect(campaign).toMatchObject({ stage: "forecast", closed: true, funding: { quote } });
    expect(tells.map(({ kind }) => kind)).toEqual(["materialised"]);
  });

  test("facts of another revision change nothing", () => {
    const waiting = walk([materialised]).campaign;
    expect(advance(waiting, { ...cleared, revision: 2 }, now).kind).toBe("unchanged");
  });
});

describe("a campaign in its owner's hand", () => {
  test("keeps hearing facts while it is paused, and says each pause once", () => {
    const { campaign, tells } = walk([materialised, just("pause"), just("pause"), cleared, funded]);
    expect(campaign).toMatchObject({ stage: "scheduled", pausedAt: now });
    expect(tells.map(({ kind }) => kind)).toEqual(["materialised", "paused"]);
    expect(walk([just("resume")], campaign).campaign.pausedAt).toBeUndefined();
  });

  test("cannot be paused, resumed or cancelled any more when it has ended", () => {
    const { campaign } = walk([materialised, cleared, funded, allFinal]);
    for (const kind of ["pause", "resume", "cancel"] as const) {
      const step = advance(campaign, just(kind), now);
      expect(step).toMatchObject({ kind: "impossible", finding: { code: "CAMPAIGN_ENDED" } });
    }
  });

  test("gives money back that comes after it was cancelled", () => {
    const { campaign, tells } = walk([
      materialised,
      just("cancel"),
      { ...allFinal, released: 0 },
      funded,
      { ...allFinal, released: 0 },
    ]);
    expect(campaign).toMatchObject({ stage: "cancelled", closed: true });
    expect(tells).toContainEqual({
      kind: "finished",
      reservationId: "campaign:a:1",
      chunks: 0,
    });
  });

  test("is judged and paid anew for what is unsent when its clearance runs out", () => {
    const sending = walk([materialised, cleared, funded, just("release_began")]).campaign;
    const ask = { recipients: 1, counts: [{ ...audience.counts[0]!, messages: 1 }] };
    const { campaign, tells } = walk(
      [{ kind: "clearance_over", revision: sending.revision, released: 4, ask }],
      sending,
    );
    expect(campaign).toMatchObject({ stage: "waiting_for_clearance", revision: 2, ask });
    expect(campaign.funding).toBeUndefined();
    expect(tells).toEqual([
      { kind: "finished", reservationId: "campaign:a:1", chunks: 4 },
      { kind: "materialised" },
    ]);
    expect(walk([funded], campaign).campaign.stage).toBe("waiting_for_clearance");
  });

  test("is held to its ceiling over all revisions: a later one may cost what earlier ones left of it", () => {
    const limited = sampleCampaign();
    const order = { ...limited.order, maxCost: { currency: "IRR", minor: 10_000n } };
    const line = {
      ...{ operator: "MCI", alphabet: "ucs2" as const, parts: 10n, source: "test" },
      perPart: { currency: "IRR", minor: 900n },
      amount: { currency: "IRR", minor: 9_000n },
      expected: { currency: "IRR", minor: 9_000n },
    };
    const total = line.amount;
    const of = { ...quote, lines: [line], total, expected: total };
    const paid = walk([materialised, cleared, { ...funded, quote: of }], { ...limited, order });
    const counts = [{ operator: "MCI", alphabet: "ucs2" as const, segments: 2, messages: 2 }];
    const over = (revision: number, released: number): CampaignEvent => ({
      ...{ kind: "clearance_over", revision, released, ask: { recipients: 2, counts } },
    });
    expect(ceilingOf(paid.campaign)).toEqual({ currency: "IRR", minor: 10_000n });
    const renewed = walk([over(1, 6)], paid.campaign).campaign;
    expect(ceilingOf(renewed)).toEqual({ currency: "IRR", minor: 4_600n });
    const again = walk([cleared, over(2, 0)], renewed).campaign;
    expect(ceilingOf(again)).toEqual({ currency: "IRR", minor: 4_600n });
    const dearer = { ...renewed, spent: { currency: "IRR", minor: 12_000n } };
    expect(ceilingOf(dearer)?.minor).toBe(0n);
  });

  test("is moved on once when the releasers of several routes see the same clearance run out", () => {
    const sending = walk([materialised, cleared, funded, just("release_began")]).campaign;
    const again = { ...sending, revision: sending.revision + 1 };
    const ask = { recipients: 1, counts: [{ ...audience.counts[0]!, messages: 1 }] };
    const late = { kind: "clearance_over", revision: sending.revision, released: 0, ask } as const;
    expect(advance(again, late, now).kind).toBe("unchanged");
  });

  test("asks compliance again when no verdict has come, and moves its deadline", () => {
    const waiting = walk([materialised]).campaign;
    const later = new Date(now.getTime() + 31_000);
    const step = advance(waiting, just("asked_again"), later);
    expect(step).toMatchObject({ kind: "moved", tells: [{ kind: "materialised" }] });
    if (step.kind === "moved") {
      expect(step.campaign).toMatchObject({ asks: 1, since: now });
      expect(step.campaign.deadline?.getTime()).toBe(later.getTime() + 30_000);
    }
  });
});

test("in any order and however often repeated, a campaign is released only with clearance and money, and each reservation ends at most once", () => {
  const anyEvent = fc.constantFrom<CampaignEvent>(
    materialised,
    cleared,
    held,
    refused,
    funded,
    unfunded,
    allFinal,
    just("pause"),
    just("resume"),
    just("cancel"),
    just("release_began"),
    just("asked_again"),
  );
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      let campaign = sampleCampaign();
      const ended: string[] = [];
      for (const event of events) {
        const step = advance(campaign, event, now);
        if (step.kind !== "moved") continue;
        expect(step.campaign.version).toBe(campaign.version + 1);
        ({ campaign } = step);
        for (const tell of step.tells) if (tell.kind === "finished") ended.push(tell.reservationId);
        if (["scheduled", "sending", "finished"].includes(campaign.stage)) {
          expect(campaign.clearance?.clearanceId).toBe("c");
          expect(campaign.funding?.reservationId).not.toBe("");
        }
      }
      expect(new Set(ended).size).toBe(ended.length);
    }),
    { numRuns: 2_000 },
  );
});
