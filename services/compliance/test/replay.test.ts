import { Decision } from "@whiteline/contracts/compliance/v1/compliance";
import { TextDecision } from "@whiteline/contracts/compliance/v1/text_desk";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import {
  asCampaigns,
  asExpert,
  asOtherExpert,
  materialised,
  startCompliance,
} from "./compliance-env.js";

type World = Awaited<ReturnType<typeof startCompliance>>;

const hold = async (it: World, campaign: ReturnType<typeof materialised>) => {
  await it.materialise(campaign, `held:${campaign.campaignId}`);
  await eventually(() => it.facts.held.length >= 1);
};
const caseOf = (campaignId: string) => `campaign:${campaignId}:1`;
const approve = async (it: World, caseId: string) => {
  const { APPROVE: decision } = TextDecision;
  const word = { caseId, decision, note: "", reasons: [], category: "", expectedVersion: 0n };
  return it.desk.decideTextCase(word, asExpert);
};

test("the desk's word reaches the card of every variant, and a replay counts each message once", async () => {
  await using it = await startCompliance();
  const variant = (name: string, text: string, recipients: bigint) => ({ name, text, recipients });
  const variants = [
    variant("A", "سفارش شما ارسال شد", 301n),
    variant("B", "مطلب تازه را ببین", 302n),
    variant("C", "مطلب دیگر را ببین", 302n),
  ].map((each) => ({ ...each, templateId: "" }));
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 5_001n }];
  await hold(it, materialised("c1", { text: "", recipients: 5_001n, counts, variants }));
  const cards = it.connection.collection<{ decision: string; overrides: string }>("verdicts");
  const before = await cards.find({ subject: caseOf("c1") }).toArray();
  expect(before.map(({ decision }) => decision)).toEqual(["cleared", "held", "held"]);

  const { card } = await approve(it, caseOf("c1"));
  expect(card).toMatchObject({ overrides: it.facts.held[0]?.verdictId });
  const after = await cards.find({ subject: caseOf("c1"), overrides: { $gt: "" } }).toArray();
  expect(after.map(({ overrides }) => overrides).sort()).toEqual(
    before.map(({ _id }) => _id).sort(),
  );
  expect(after.map(({ decision }) => decision)).toEqual(["cleared", "cleared", "cleared"]);
  // Each card names its text, and shows where those beside it are.
  expect(card).toMatchObject({ variant: "B", variants: [{ variant: "A" }, {}, { variant: "C" }] });
  expect(card?.variants.map(({ verdictId }) => verdictId).sort()).toEqual(
    after.map(({ _id }) => _id).sort(),
  );

  const draft = { market: "IR", name: "no desk", holdAbove: 10_000 };
  const asked = { draftJson: JSON.stringify(draft), until: new Date(Date.now() + 60_000) };
  const looser = await it.desk.replayPolicy(asked, asExpert);
  expect(looser).toMatchObject({ flips: [], skipped: [{ key: "superseded", value: 2n }] });

  // Both texts of a small campaign would wait: all of its messages, once.
  const small = variants.slice(1).map((each) => ({ ...each, recipients: 450n }));
  await it.materialise(materialised("c2", { text: "", variants: small }), "c2");
  await eventually(() => it.facts.cleared.some(({ campaignId }) => campaignId === "c2"));
  const stricter = await it.desk.replayPolicy(
    { ...asked, draftJson: JSON.stringify({ ...draft, holdAbove: 100 }) },
    asExpert,
  );
  expect(stricter.sums).toMatchObject([
    { verdicts: 2n, messages: 900n, money: [{ currency: "IRR", minor: 108_000n }] },
  ]);
});

test("a replay tells what a draft would flip, for whom and at what money, and changes nothing", async () => {
  await using it = await startCompliance();
  await it.materialise(materialised("c1"), "c1");
  await it.materialise(materialised("c2", { text: "۲۰ درصد تخفیف" }), "c2");
  await eventually(() => it.facts.cleared.length + it.facts.refused.length === 2);
  const item = { text: "سلام", templateId: "", recipientFindings: [] };
  await it.client.judge(
    {
      lineId: "line-service",
      solicited: true,
      items: [
        { ...item, operator: "MCI", alphabet: "ucs2", parts: 2 },
        { ...item, recipientFindings: ["opted_out"], operator: "MCI", alphabet: "ucs2", parts: 1 },
      ],
    },
    asCampaigns,
  );
  const collections = ["verdicts", "verdictInputs", "campaignCases", "outbox", "deskFacts"];
  const count = () =>
    Promise.all(collections.map((name) => it.connection.collection(name).countDocuments()));
  const before = await count();
  const ask = async (draft: object, caller = asExpert) =>
    it.desk.replayPolicy(
      {
        draftJson: JSON.stringify({ market: "IR", name: "draft", ...draft }),
        since: undefined,
        until: new Date(Date.now() + 60_000),
        limit: 0,
      },
      caller,
    );

  expect(await ask({})).toMatchObject({ replayed: 4n, flipped: 0n, unfaithful: [], faults: [] });
  const stricter = await ask({ holdAbove: 100 });
  expect(stricter.flips).toMatchObject([
    {
      campaignId: "c1",
      tenantId: "tenant-a",
      lineId: "line-service",
      before: Decision.CLEARED,
      after: Decision.HELD,
      messages: 900n,
      money: { currency: "IRR", minor: 108_000n },
    },
  ]);
  const without = await ask({
    rules: {
      gates: [
        {
          name: "irSend",
          reasons: [
            { code: "opted_out", remove: true },
            { code: "advertising_on_service_line", remove: true },
          ],
        },
      ],
    },
  });
  expect(without.sums).toMatchObject([
    {
      before: Decision.REFUSED,
      after: Decision.CLEARED,
      verdicts: 2n,
      messages: 901n,
      money: [{ currency: "IRR", minor: 108_120n }],
    },
  ]);
  expect(await ask({ holdAbove: 100 }, asOtherExpert)).toMatchObject({ replayed: 0n });
  const faulty = await ask({ surprise: 1, holdAbove: -1 });
  expect(faulty.faults.map(({ subject }) => subject)).toEqual(["surprise", "holdAbove"]);
  expect(await count()).toEqual(before);

  // A campaign that the desk cleared counts by the desk's card, once.
  await hold(it, materialised("c3", { recipients: 5_000n }));
  await approve(it, caseOf("c3"));
  const looser = await ask({ holdAbove: 10_000 });
  expect(looser.flips).toEqual([]);
  expect(looser.skipped).toEqual([{ key: "superseded", value: 1n }]);

  it.neighbourhood.away.add("pricing");
  expect((await ask({ holdAbove: 100 })).sums).toMatchObject([{ unpriced: 1n, money: [] }]);
});

test("what verdicts are made of lies sealed: neither text nor finding can be read in the database", async () => {
  await using it = await startCompliance();
  await it.materialise(materialised("c1", { text: "نوبت شما فرداست" }), "c1");
  await eventually(() => it.facts.cleared.length === 1);
  const [document] = await it.connection.collection("verdictInputs").find().toArray();
  expect(document).toMatchObject({ tenantId: "tenant-a", campaignId: "c1", providerId: "asanak" });
  const bytes = (document?.["sealed"] as { buffer: Buffer }).buffer;
  expect(bytes.includes(Buffer.from("نوبت"))).toBe(false);
  const { expiresAt } = document as unknown as { expiresAt: Date };
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 179 * 86_400_000);
});
