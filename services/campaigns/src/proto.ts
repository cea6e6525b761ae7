import {
  Lane as LaneWord,
  type MessageAnswer,
  type MessageItem as MessageItemMessage,
  type SubmitCampaignRequest,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import type { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import type { Finding as FindingMessage } from "@whiteline/contracts/common/v1/finding";
import type { Money as MoneyMessage } from "@whiteline/contracts/common/v1/money";
import type { Template } from "@whiteline/contracts/compliance/v1/compliance";
import {
  LineStatus,
  LineType,
  type Line as LineMessage,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { LineFacts } from "@whiteline/contracts/lists/v1/lists";
import type {
  PartCount as PartCountMessage,
  Quote as QuoteMessage,
} from "@whiteline/contracts/pricing/v1/pricing";
import { DomainError } from "@whiteline/service-kit";
import type { Order } from "./domain/campaign.js";
import { nameVariants } from "./domain/variant.js";
import type { Lane, ReleasedChunk } from "./domain/chunk.js";
import type { Finding } from "./domain/finding.js";
import type { Line } from "./domain/line.js";
import type { ItemAnswer, MessageItem } from "./domain/message-group.js";
import type { TemplateText } from "./domain/message-text.js";
import type { Money, PartCount, Quote } from "./domain/money.js";
import { validityMsOf } from "./domain/validity.js";

export const toLine = (line: LineMessage): Line => ({
  lineId: line.lineId,
  tenantId: line.tenantId,
  providerId: line.providerId,
  market: line.market,
  family: line.family,
  sender: line.number,
  advertising: line.type === LineType.ADVERTISING,
  active: line.status === LineStatus.ACTIVE,
  governedByList: line.governedByList,
  version: Number(line.version),
  purposes: [...line.purposes],
  operators: line.operators.map(({ operator, spelling, status }) => ({
    operator,
    spelling,
    active: status === LineStatus.ACTIVE,
    asleep: status === LineStatus.SUSPENDED,
  })),
});

export const fromLine = (line: Line): LineFacts => ({
  lineId: line.lineId,
  family: line.family,
  market: line.market,
  advertising: line.advertising,
  governedByList: line.governedByList,
});

export const toFinding = (finding: FindingMessage): Finding => ({ ...finding });

/** A neighbour's error as a refusal: the same word, rule and remedy. */
export const findingOf = (error: DomainError, subject: string): Finding => ({
  code: error.reason,
  subject,
  rule: error.message,
  source: "campaign order",
  remedy: error.remedy ?? "Correct the request and submit it again.",
});

export const toMoney = (money: MoneyMessage | undefined): Money => ({
  currency: money?.currency ?? "",
  minor: money?.minor ?? 0n,
});

export const fromCounts = (counts: readonly PartCount[]): PartCountMessage[] =>
  counts.map((count) => ({ ...count, messages: BigInt(count.messages) }));

export const toQuote = (quote: QuoteMessage): Quote => ({
  lines: quote.lines.map((line) => ({
    operator: line.operator,
    alphabet: line.alphabet,
    parts: line.parts,
    perPart: toMoney(line.perPart),
    amount: toMoney(line.amount),
    expected: toMoney(line.expected ?? line.amount),
    source: line.source,
  })),
  total: toMoney(quote.total),
  expected: toMoney(quote.expected ?? quote.total),
  tariffId: quote.tariffId,
  at: quote.at ?? new Date(0),
});

export const fromQuote = (quote: Quote): QuoteMessage => ({
  lines: quote.lines.map((line) => ({ ...line, steps: [] })),
  total: quote.total,
  expected: quote.expected,
  tariffId: quote.tariffId,
  at: quote.at,
  // What a volume discount is worth is told by pricing when it is asked, not by what a campaign reserved.
  discount: undefined,
});

export const toTemplateText = (template: Template): TemplateText => ({
  body: template.body,
  variables: template.variables.map(({ name, maxLength, pattern }) => ({
    name,
    maxLength,
    pattern,
  })),
});

export const toOrder = (
  request: SubmitCampaignRequest,
  rest: Pick<Order, "fingerprint" | "submittedBy" | "test" | "occurrence" | "due">,
): Order => ({
  requestId: request.requestId,
  ...rest,
  name: request.name,
  listId: request.listId,
  segmentId: request.segmentId,
  numbers: request.numbers,
  templateId: request.templateId,
  text: request.text,
  constants: request.constants,
  dryRun: request.dryRun,
  notBefore: request.notBefore,
  hours: request.hours,
  validityMs: validityMsOf(request.validitySeconds, "bulk"),
  traffic: request.traffic,
  messageType: request.messageType,
  expectReply: request.expectReply,
  maxCost: request.maxCost && { ...request.maxCost },
  pacePerMinute: request.pacePerMinute,
  variants: nameVariants(
    request.variants.map(({ name, templateId, text, share, count }) => ({
      name,
      templateId,
      text,
      share,
      count: Number(count),
    })),
  ),
});

const laneWords = {
  otp: LaneWord.OTP,
  transactional: LaneWord.TRANSACTIONAL,
  bulk: LaneWord.BULK,
} as const;

/** @throws DomainError invalid LANE_INVALID for what is not a lane of single messages */
export const toMessageLane = (lane: LaneWord): Exclude<Lane, "bulk"> => {
  if (lane === LaneWord.OTP) return "otp";
  if (lane === LaneWord.TRANSACTIONAL) return "transactional";
  throw new DomainError("invalid", "LANE_INVALID", "Single messages go as OTP or transactional.", {
    remedy: "Say LANE_OTP or LANE_TRANSACTIONAL; a campaign is for bulk.",
  });
};

export const toItem = (item: MessageItemMessage): MessageItem => ({ ...item });

export const fromAnswer = (answer: ItemAnswer): MessageAnswer => ({
  outcome:
    answer.kind === "accepted"
      ? {
          $case: "accepted",
          value: {
            messageId: answer.messageId,
            parts: answer.parts,
            verdictId: answer.verdictId,
          },
        }
      : {
          $case: "refused",
          value: { finding: answer.finding, verdictId: answer.verdictId },
        },
});

export const fromChunk = ({ stamp, ...chunk }: ReleasedChunk): ChunkReleased => ({
  chunkId: chunk.chunkId,
  tenantId: chunk.tenantId,
  campaignId: chunk.campaignId,
  lineId: chunk.lineId,
  sender: stamp.sender,
  advertising: stamp.advertising,
  market: chunk.market,
  operator: chunk.operator,
  lane: laneWords[chunk.lane],
  clearanceId: stamp.clearanceId,
  reservationId: stamp.reservationId,
  msisdns: chunk.msisdns,
  texts: chunk.texts,
  parts: Buffer.from(chunk.parts),
  droppedMask: Buffer.from(stamp.dropped),
  expiresAt: stamp.expiresAt,
  releasedAt: stamp.releasedAt,
  currency: stamp.pricePerPart.currency,
  pricePerPartMinor: stamp.pricePerPart.minor,
  alphabet: chunk.alphabet,
  revision: BigInt(stamp.revision),
  traffic: stamp.traffic,
  flash: chunk.flash,
  droppedReasons: [...stamp.droppedReasons],
  providerId: stamp.providerId,
  variant: chunk.variant,
  test: chunk.test,
  suffix: chunk.suffix.text,
  suffixRoom: chunk.suffix.room,
  wideReference: chunk.wideReference,
});
