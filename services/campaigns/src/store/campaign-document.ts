import type { Audience, Campaign, Clearance, Order } from "../domain/campaign.js";
import type { Line } from "../domain/line.js";
import type { Money, Quote } from "../domain/money.js";

type Nullable<T> = {
  [Key in keyof T]: Exclude<T[Key], undefined> | (undefined extends T[Key] ? null : never);
};
/** Money is kept as text: exact, and whole beyond 2^53. */
type StoredMoney = { currency: string; minor: string };
type StoredQuote = {
  lines: {
    operator: string;
    alphabet: string;
    parts: string;
    perPart: StoredMoney;
    amount: StoredMoney;
    /** Absent before prices by the month: the amount. */
    expected?: StoredMoney;
    source: string;
  }[];
  total: StoredMoney;
  expected?: StoredMoney;
  tariffId: string;
  at: Date;
};

/** A campaign as it is kept; what is absent is null. Names of drops are kept beside their counts. */
export type CampaignDocument = Omit<
  Nullable<Campaign>,
  "campaignId" | "line" | "order" | "audience" | "clearance" | "funding" | "pacedUntil" | "spent"
> & {
  _id: string;
  line: Omit<Line, "operators"> & { operators?: Line["operators"] };
  order: Omit<
    Nullable<Order>,
    | "constants"
    | "hours"
    | "numbers"
    | "traffic"
    | "segmentId"
    | "submittedBy"
    | "messageType"
    | "expectReply"
    | "maxCost"
    | "pacePerMinute"
    | "variants"
    | "test"
    | "occurrence"
    | "due"
  > & {
    constants: [string, string][];
    hours?: Order["hours"] | null;
    numbers?: readonly string[];
    /** Absent in what was kept before kinds of traffic and segments were asked for. */
    traffic?: string;
    segmentId?: string;
    submittedBy?: string;
    messageType?: string;
    expectReply?: boolean;
    /** A bigint is written; what is read back is a number. */
    maxCost?: { readonly currency: string; readonly minor: bigint | number } | null;
    pacePerMinute?: number | null;
    variants?: Order["variants"];
    test?: boolean;
    occurrence?: Order["occurrence"] | null;
    due?: Order["due"] | null;
  };
  audience:
    | (Omit<Audience, "dropped" | "listId"> & { dropped: [string, number][]; listId?: string })
    | null;
  clearance: Nullable<Clearance> | null;
  funding: { reservationId: string; quote: StoredQuote } | null;
  /** Absent: nothing yet. */
  spent?: StoredMoney | null;
  /** Who materialises it until when; set by the store alone. */
  lease?: { holder: string; until: Date } | null;
  /** Set by the store alone, with each release of a paced campaign. */
  pacedUntil?: Date;
};

/** Without the lease and the rest of its pace, which a save never touches. */
export const toDocument = (campaign: Campaign): CampaignDocument => {
  const { campaignId, order, audience, clearance, funding, spent, ...others } = campaign;
  const { pacedUntil: _rest, ...rest } = others;
  return {
    ...rest,
    _id: campaignId,
    order: {
      ...order,
      notBefore: order.notBefore ?? null,
      hours: order.hours ?? null,
      maxCost: order.maxCost ?? null,
      pacePerMinute: order.pacePerMinute ?? null,
      occurrence: order.occurrence ?? null,
      due: order.due ?? null,
      // Names are the customer's and may hold dots or dollars: values, not keys.
      constants: Object.entries(order.constants),
    },
    pausedAt: rest.pausedAt ?? null,
    deadline: rest.deadline ?? null,
    ask: rest.ask ?? null,
    refusal: rest.refusal ?? null,
    finishedAt: rest.finishedAt ?? null,
    audience:
      audience === undefined ? null : { ...audience, dropped: Object.entries(audience.dropped) },
    clearance:
      clearance === undefined ? null : { ...clearance, expiresAt: clearance.expiresAt ?? null },
    funding: funding === undefined ? null : { ...funding, quote: toStored(funding.quote) },
    spent: spent === undefined ? null : storedMoney(spent),
  };
};

export const fromDocument = (document: CampaignDocument): Campaign => {
  const { _id, order, audience, clearance, funding, spent, lease: _lease, ...rest } = document;
  return {
    ...rest,
    // A campaign that was kept before names were resolved by operator has a sender that is the same everywhere.
    line: { ...rest.line, operators: rest.line.operators ?? [] },
    campaignId: _id,
    order: {
      ...order,
      numbers: order.numbers ?? [],
      traffic: order.traffic ?? "",
      segmentId: order.segmentId ?? "",
      submittedBy: order.submittedBy ?? "",
      messageType: order.messageType ?? "",
      expectReply: order.expectReply ?? false,
      maxCost: order.maxCost
        ? { currency: order.maxCost.currency, minor: BigInt(order.maxCost.minor) }
        : undefined,
      pacePerMinute: order.pacePerMinute ?? undefined,
      variants: order.variants ?? [],
      test: order.test ?? false,
      occurrence: order.occurrence ?? undefined,
      due: order.due ?? undefined,
      notBefore: order.notBefore ?? undefined,
      hours: order.hours ?? undefined,
      constants: Object.fromEntries(order.constants),
    },
    pausedAt: rest.pausedAt ?? undefined,
    deadline: rest.deadline ?? undefined,
    ask: rest.ask ?? undefined,
    refusal: rest.refusal ?? undefined,
    finishedAt: rest.finishedAt ?? undefined,
    audience:
      audience === null
        ? undefined
        : {
            ...audience,
            dropped: Object.fromEntries(audience.dropped),
            listId: audience.listId ?? order.listId,
          },
    clearance:
      clearance === null
        ? undefined
        : { ...clearance, expiresAt: clearance.expiresAt ?? undefined },
    funding: funding === null ? undefined : { ...funding, quote: fromStored(funding.quote) },
    ...(spent && { spent: keptMoney(spent) }),
  };
};

const storedMoney = ({ currency, minor }: Money): StoredMoney => ({
  currency,
  minor: minor.toString(),
});

const keptMoney = ({ currency, minor }: StoredMoney): Money => ({
  currency,
  minor: BigInt(minor),
});

const toStored = ({ lines, total, expected, tariffId, at }: Quote): StoredQuote => ({
  lines: lines.map(({ parts, perPart, amount, expected: now, ...line }) => ({
    ...line,
    parts: parts.toString(),
    perPart: storedMoney(perPart),
    amount: storedMoney(amount),
    expected: storedMoney(now),
  })),
  total: storedMoney(total),
  expected: storedMoney(expected),
  tariffId,
  at,
});

const fromStored = ({ lines, total, expected, tariffId, at }: StoredQuote): Quote => ({
  lines: lines.map(({ parts, perPart, amount, expected: now, ...line }) => ({
    ...line,
    parts: BigInt(parts),
    perPart: keptMoney(perPart),
    amount: keptMoney(amount),
    expected: keptMoney(now ?? amount),
  })),
  total: keptMoney(total),
  expected: keptMoney(expected ?? total),
  tariffId,
  at,
});
