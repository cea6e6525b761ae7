import { penaltyFor, violationsOf, type MarketPack, type Penalty } from "@whiteline/markets";

export const complaintSources = ["subscriber", "operator", "authority"] as const;

/** Messages of a violation, one per recipient. */
export type Counted = {
  readonly advertisingMessages: number;
  readonly toBlacklisted: number;
  readonly toNonCustomers: number;
};

export type YesNoUnknown = "yes" | "no" | "unknown";

/** What the evidence says of the message and its recipient. */
export type ComplaintFindings = {
  readonly messages: number;
  readonly onCustomerList: YesNoUnknown;
  readonly optedOut: YesNoUnknown;
  readonly blacklisted: YesNoUnknown;
  readonly sentAfterOptOut: YesNoUnknown;
  readonly wayToWithdraw: YesNoUnknown;
  readonly category: string;
};

export type EvidenceState = {
  readonly state: "gathering" | "complete" | "partial";
  /** How often it was tried, and when it is tried next. */
  readonly attempts: number;
  readonly nextAt: Date;
  readonly gatheredAt: Date | null;
  readonly entries: number;
  readonly rootHash: string;
  /** Neighbours that could not be asked, or knew nothing; `lists:` with a finding that lists can tell no longer. */
  readonly missing: readonly string[];
  readonly findings: ComplaintFindings | null;
  /** Counted over the campaign, as a proposal for the decision. */
  readonly proposed: Counted | null;
  /** Id of the card under which the message went; absent while it is unknown. */
  readonly verdictId?: string;
};

/** A word of one person on a complaint. */
export type ComplaintWord = {
  readonly confirmed: boolean;
  /** Of the pack; empty when dismissed. */
  readonly violation: string;
  readonly counted: Counted;
  readonly by: string;
  readonly at: Date;
  readonly note: string;
};

export type ComplaintDecision = Omit<ComplaintWord, "by"> & {
  readonly decidedBy: readonly string[];
  /** Null when dismissed. */
  readonly penalty: Penalty | null;
  readonly violationId: string;
  /** Number of the legal case record; empty where the source prints no legal action. */
  readonly legalRecord: string;
};

export type Complaint = {
  readonly complaintId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly lineId: string;
  readonly sender: string;
  readonly family: string;
  readonly source: string;
  readonly reference: string;
  readonly maskedNumber: string;
  /** The message that is meant, once it is known. */
  readonly messageId: string;
  readonly campaignId: string;
  readonly receivedAt: Date | null;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly state: "open" | "dismissed" | "confirmed";
  readonly assignee: string;
  readonly version: number;
  readonly evidence: EvidenceState;
  readonly pending: ComplaintWord | null;
  readonly decision: ComplaintDecision | null;
  readonly answeredAt: Date | null;
  /** Absent where nobody asked for an end of the messages. */
  readonly refusal?: AskedRefusal;
  /** Present once what was recorded holds for every line of the customer. */
  readonly refusalOfEveryLine?: true;
};

/** The card that a complaint is about, once its message is known. */
export const verdictOfComplaint = ({
  evidence: { verdictId },
}: Pick<Complaint, "evidence">): { readonly verdict?: string } =>
  verdictId === undefined ? {} : { verdict: verdictId };

/** Who opened it, where nobody signed in. */
export const visitor = "visitor";

/**
 * A subscriber's wish for no more messages. Whoever fills in a form may name anybody's number: the desk asks, and makes
 * the refusal itself.
 */
export type AskedRefusal = "asked" | "recorded";

/** What only the desk reads: it lies sealed (law 12). */
export type ComplaintSecrets = {
  /** E.164 without "+"; empty when nobody's number was named. */
  readonly number: string;
  readonly text: string;
  /** The holder's side. */
  readonly answer: string;
};

/** A violation of which no rule of the market speaks: no fine, but on record, and the line is suspended. */
export const otherBreach = "other_breach";

/** What a line of this provider and family can be found guilty of. */
export const possibleViolations = (
  pack: MarketPack,
  { providerId, family }: Pick<Complaint, "providerId" | "family">,
): readonly string[] => [...violationsOf(pack, { provider: providerId, family }), otherBreach];

/** The penalty of a violation of this line by the market's rules [ir.md §9]. */
export const penaltyOf = (
  pack: MarketPack,
  { providerId, family }: Pick<Complaint, "providerId" | "family">,
  violation: string,
  counted: Counted,
): Penalty => {
  const penalty = penaltyFor(
    pack,
    { provider: providerId, family, violation },
    {
      advertisingMessages: BigInt(counted.advertisingMessages),
      toBlacklisted: BigInt(counted.toBlacklisted),
      toNonCustomers: BigInt(counted.toNonCustomers),
    },
  );
  // Where no source names a sanction the line is suspended until people decide (lines-registry).
  if (penalty.sources.length > 0) return penalty;
  return { ...penalty, suspensionOrCancellation: true, sources: [UNNAMED] };
};

const UNNAMED = "lines-registry · a confirmed violation is never without effect (interpretation)";

/** Where a line or its right is lost, two people decide. */
export const needsTwo = (penalty: Penalty): boolean =>
  penalty.removedFromWhiteList || penalty.removedForEver || penalty.lineClosed;

/** A part is no more than the whole, and nothing is less than nothing. */
export const isCountable = ({ advertisingMessages, toBlacklisted, toNonCustomers }: Counted) =>
  [advertisingMessages, toBlacklisted, toNonCustomers].every(
    (count) => Number.isSafeInteger(count) && count >= 0,
  ) &&
  toBlacklisted <= advertisingMessages &&
  toNonCustomers <= advertisingMessages;

/** Whether two people said the same: outcome, violation and counts, which make the fine. */
export const isSameWord = (one: ComplaintWord, other: ComplaintWord): boolean =>
  one.confirmed === other.confirmed &&
  one.violation === other.violation &&
  one.counted.advertisingMessages === other.counted.advertisingMessages &&
  one.counted.toBlacklisted === other.counted.toBlacklisted &&
  one.counted.toNonCustomers === other.counted.toNonCustomers;

export const noneCounted: Counted = {
  advertisingMessages: 0,
  toBlacklisted: 0,
  toNonCustomers: 0,
};
