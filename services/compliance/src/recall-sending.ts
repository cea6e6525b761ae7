import type { EvidenceServiceDefinition } from "@whiteline/contracts/campaigns/v1/evidence";
import { LineFacts } from "@whiteline/contracts/lists/v1/lists";
import type {
  RecallRecipientsResponse,
  RecallServiceDefinition,
} from "@whiteline/contracts/lists/v1/recall";
import type { CallOptions, Client } from "@whiteline/service-kit";
import type { Counted, YesNoUnknown } from "./domain/complaint.js";

export type RecallingSendings = {
  readonly messageEvidence: Client<typeof EvidenceServiceDefinition>;
  readonly recall: Client<typeof RecallServiceDefinition>;
};

/** Recipients that lists is asked of at once. */
const BATCH = 10_000;

/** Both questions are asked, whatever the line's type: a violation is that it behaved as the other one. */
export const lineFactsOf = ({ lineId, family, market, governedByList }: LineThen): LineFacts =>
  LineFacts.fromPartial({ lineId, family, market, advertising: true, governedByList });

/** What of a line decides who may be written to over it. */
export type LineThen = Pick<LineFacts, "lineId" | "family" | "market" | "governedByList">;

/** Whether something spoke against the recipient of any of the sendings, as each of them found it. */
export const anyFound = (
  recalled: readonly RecallRecipientsResponse[],
  ...codes: readonly string[]
): YesNoUnknown => {
  const found = (codesOf: (answer: RecallRecipientsResponse) => readonly string[]): boolean =>
    recalled.some((answer) => codesOf(answer).some((code) => codes.includes(code)));
  if (found(({ recipients }) => recipients[0]?.findings ?? [])) return "yes";
  return recalled.length === 0 || found(({ untold }) => untold) ? "unknown" : "no";
};

/** What lists can tell no longer of some of the sendings. */
export const untoldOf = (recalled: readonly RecallRecipientsResponse[]): readonly string[] => [
  ...new Set(recalled.flatMap(({ untold }) => untold)),
];

/** What is counted over a campaign; what is untold of some recipients is counted too low. */
export type CountedCampaign = { readonly counted: Counted; readonly untold: readonly string[] };

/**
 * Everybody to whom a campaign went, by what spoke against each when their part of it was released: lists, refusals and
 * block lists of today say nothing of that.
 */
export const countCampaign = async (
  { messageEvidence, recall }: RecallingSendings,
  campaignId: string,
  line: LineFacts,
  options: CallOptions,
): Promise<CountedCampaign> => {
  let counted: Counted = { advertisingMessages: 0, toBlacklisted: 0, toNonCustomers: 0 };
  const untold = new Set<string>();
  const count = async (numbers: readonly string[], at: Date | undefined): Promise<void> => {
    if (numbers.length === 0) return;
    const asked = { line, numbers: [...numbers], at };
    const then = await recall.recallRecipients(asked, options);
    for (const code of then.untold) untold.add(code);
    const among = (code: string) =>
      then.recipients.filter(({ findings }) => findings.includes(code)).length;
    counted = {
      advertisingMessages: counted.advertisingMessages + numbers.length,
      toBlacklisted: counted.toBlacklisted + among("blacklisted"),
      toNonCustomers: counted.toNonCustomers + among("not_on_customer_list"),
    };
  };
  let numbers: string[] = [];
  let at: Date | undefined;
  for await (const part of messageEvidence.streamRecipients({ campaignId }, options)) {
    const { msisdns, releasedAt } = part;
    if (releasedAt?.getTime() !== at?.getTime() || numbers.length + msisdns.length > BATCH) {
      await count(numbers, at);
      [numbers, at] = [[], releasedAt];
    }
    numbers.push(...msisdns.map((msisdn) => `+${msisdn}`));
  }
  await count(numbers, at);
  return { counted, untold: [...untold] };
};
