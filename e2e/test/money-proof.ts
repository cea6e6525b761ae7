import { verifyBooks } from "@whiteline/pricing/verify";
import { databaseUri } from "@whiteline/testkit";
import { mongo } from "mongoose";
import { expect } from "vitest";
import type { House, StoryUnderWay } from "./house.js";

/**
 * Holds the live database against the price of the story's campaign, reckoned from its printed prices alone: every
 * recipient who was not held back costs its parts, once; the books are checked by the code of `npm run verify-ledger`.
 * @param heldBack parts to recipients at MCI that did not go.
 */
export const expectEveryRial = async (
  { stack }: House,
  { end }: StoryUnderWay,
  heldBack: number,
): Promise<void> => {
  const { text } = await end;
  const lines = [...text.matchAll(/(\w+) \w+: ([\d,]+) parts × ([\d,]+) IRR/gu)].map(
    ([, operator, parts, perPart]) => ({
      operator,
      parts: toNumber(parts),
      perPart: toNumber(perPart),
    }),
  );
  const perPart = lines.find(({ operator }) => operator === "MCI")?.perPart ?? Number.NaN;
  const reserved = lines.reduce((sum, line) => sum + line.parts * line.perPart, 0);
  const parts = lines.reduce((sum, line) => sum + line.parts, 0);
  const cost = reserved - heldBack * perPart;

  const { broken } = await verifyBooks(databaseUri(stack.mongodUri, "whiteline_pricing"));
  expect(broken).toEqual([]);
  const client = await mongo.MongoClient.connect(stack.mongodUri);
  try {
    const pricing = client.db("whiteline_pricing");
    const reservation = await pricing.collection("reservations").findOne({ total: reserved });
    expect(reservation).toMatchObject({ settled: cost, released: reserved - cost, closed: true });
    const chunks = await pricing
      .collection<{ _id: string; charged: number; paid: number }>("settlements")
      .find({ campaign: reservation?.["campaign"] })
      .toArray();
    expect(sum(chunks.map(({ charged }) => charged))).toBe(cost);
    expect(sum(chunks.map(({ paid }) => paid))).toBe(parts - heldBack);
    const earned = await pricing
      .collection<{ cause: string; minor: number }>("ledger")
      .find({ cause: { $in: chunks.map(({ _id }) => `settle:${_id}`) }, account: /:revenue$/u })
      .toArray();
    expect(earned.length).toBe(chunks.filter(({ charged }) => charged > 0).length);
    expect(sum(earned.map(({ minor }) => minor))).toBe(cost);
  } finally {
    await client.close();
  }
};

const toNumber = (written = "NaN"): number => Number(written.replaceAll(",", ""));
const sum = (amounts: readonly number[]): number =>
  amounts.reduce((total, amount) => total + amount, 0);
