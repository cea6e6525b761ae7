import type { TenantRegistered } from "@whiteline/contracts/accounts/v1/events";
import type { Tenant } from "@whiteline/contracts/accounts/v1/accounts";
import type { Finding as FindingMessage } from "@whiteline/contracts/common/v1/finding";
import type { Money as MoneyMessage } from "@whiteline/contracts/common/v1/money";
import type { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import type { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import type {
  Balance,
  CampaignMoney,
  LedgerEntry,
  PartChoice as PartChoiceMessage,
  PartCount as PartCountMessage,
  PriceGroup as PriceGroupMessage,
  Quote as QuoteMessage,
  Reservation as ReservationMessage,
  VerifyLedgerResponse,
} from "@whiteline/contracts/pricing/v1/pricing";
import { markets } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { Clearance } from "./domain/book.js";
import { moneyOfCampaign } from "./domain/campaign-money.js";
import type { Finding } from "./domain/finding.js";
import type { LedgerReport } from "./domain/ledger-check.js";
import type { Money } from "./domain/money.js";
import type { PriceGroup } from "./domain/price-group.js";
import type { PartChoice, PartCount, Question, Quote } from "./domain/quote.js";
import type { Reservation } from "./domain/reservation.js";
import type { ChunkOutcome } from "./domain/settlement.js";
import type { Holder, Wallet } from "./domain/wallet.js";
import type { DatedEntry } from "./store/ledger.js";

const LONGEST_ID = 200;
const LONGEST_REFERENCE = 200;
const MOST_COUNTS = 1_000;
const MOST_MESSAGES = 1_000_000_000n;
/** The index and the total of a concatenated part are one octet each (packages/sms). */
const MOST_SEGMENTS = 255;
const LONGEST_PAGE = 1_000;
const USUAL_PAGE = 100;

const invalid = (reason: string, message: string): DomainError =>
  new DomainError("invalid", reason, message);

/** What pricing keeps of a tenant, from accounts' answer or fact. @throws MarketError for a country without a pack. */
export const toHolder = ({
  tenantId,
  providerId,
  market,
  platform,
}: Pick<Tenant, "tenantId" | "providerId" | "market" | "platform"> | TenantRegistered): Holder => ({
  tenantId,
  providerId,
  market,
  platform,
  currency: markets.get(market).currency.code,
});

/** @throws DomainError invalid REQUEST_ID_MISSING */
export const toRequestId = (requestId: string): string => {
  if (requestId !== "" && requestId.length <= LONGEST_ID) return requestId;
  throw invalid("REQUEST_ID_MISSING", `A request carries an id of 1 to ${LONGEST_ID} letters.`);
};

/** @throws DomainError invalid RESERVATION_ID_MISSING */
export const toReservationId = (reservationId: string): string => {
  if (reservationId !== "" && reservationId.length <= LONGEST_ID) return reservationId;
  throw invalid(
    "RESERVATION_ID_MISSING",
    `A reservation has an id of 1 to ${LONGEST_ID} letters, made by the caller.`,
  );
};

/** @throws DomainError invalid AMOUNT_MISSING */
export const toMoney = (amount: MoneyMessage | undefined): Money => {
  if (amount === undefined) throw invalid("AMOUNT_MISSING", "A top-up has an amount.");
  return { currency: amount.currency, minor: amount.minor };
};

export const toReference = (reference: string): string =>
  reference.replace(/\p{Cc}/gu, " ").slice(0, LONGEST_REFERENCE);

/** @throws DomainError invalid COUNTS_INVALID */
const requireCount = ({ segments, messages }: Pick<PartCount, "segments" | "messages">): void => {
  if (segments < 1 || segments > MOST_SEGMENTS || messages < 1n || messages > MOST_MESSAGES) {
    throw invalid(
      "COUNTS_INVALID",
      `A count has 1 to ${MOST_SEGMENTS} segments and 1 to ${MOST_MESSAGES} messages.`,
    );
  }
};

/** @throws DomainError invalid COUNTS_INVALID */
const requireSome = (counted: number): void => {
  if (counted > 0 && counted <= MOST_COUNTS) return;
  throw invalid("COUNTS_INVALID", `Between 1 and ${MOST_COUNTS} counts can be priced at once.`);
};

/** @throws DomainError invalid COUNTS_INVALID */
const toCounts = (counts: readonly PartCountMessage[]): readonly PartCount[] =>
  counts.map(({ operator, alphabet, segments, messages }) => {
    requireCount({ segments, messages });
    return { operator, alphabet, segments, messages };
  });

/** @throws DomainError invalid COUNTS_INVALID */
const toChoices = (choices: readonly PartChoiceMessage[]): readonly PartChoice[] =>
  choices.map(({ operator, messages, kinds }) => {
    requireSome(kinds.length);
    for (const { segments } of kinds) requireCount({ segments, messages });
    return { operator, messages, kinds: kinds.map((kind) => ({ ...kind })) };
  });

/** @throws DomainError invalid COUNTS_INVALID */
export const toQuestion = (asked: {
  readonly providerId: string;
  readonly family: string;
  readonly purpose: string;
  readonly lineId: string;
  readonly counts: readonly PartCountMessage[];
  readonly choices?: readonly PartChoiceMessage[];
}): Question => {
  const { providerId, family, purpose, lineId, counts, choices = [] } = asked;
  requireSome(counts.length + choices.length);
  const counted = { counts: toCounts(counts), choices: toChoices(choices) };
  return { providerId, family, purpose, lineId, ...counted };
};

/** Messages in order, each by the place of its kind in `counts`. @throws DomainError invalid COUNTS_INVALID */
export const toOrder = (order: readonly number[], counts: readonly PartCount[]): number[] => {
  const named = (kind: number): bigint => BigInt(order.filter((of) => of === kind).length);
  const all = counts.reduce((sum, { messages }) => sum + messages, 0n);
  const isWhole =
    all === BigInt(order.length) && counts.every(({ messages }, kind) => messages === named(kind));
  if (order.length > 0 && (order.length > MOST_COUNTS || !isWhole)) {
    throw invalid("COUNTS_INVALID", `An order names each of at most ${MOST_COUNTS} messages once.`);
  }
  return [...order];
};

export const toClearance = ({
  campaignId,
  revision,
  clearanceId,
  materialised,
}: CampaignCleared): Clearance => ({
  campaignId,
  revision,
  clearanceId,
  dryRun: materialised?.dryRun ?? false,
  maxCost: materialised?.maxCost && toMoney(materialised.maxCost),
});

/** @param month the calendar month of the fact by the clock of the tenant's market. */
export const toOutcome = (fact: OutcomesRecorded, month: string): ChunkOutcome => ({
  month,
  chunkId: fact.chunkId,
  tenantId: fact.tenantId,
  reservationId: fact.reservationId,
  campaignId: fact.campaignId,
  operator: fact.operator,
  alphabet: fact.alphabet,
  parts: BigInt(fact.parts),
  accepted: BigInt(fact.partsAccepted),
  delivered: BigInt(fact.partsDelivered),
  allAnswered: fact.allAnswered,
  final: fact.final,
  submitted: submittedOf(fact),
});

/** Between when a chunk's parts were handed to the operator; undefined: an older dlr does not say. */
export const submittedOf = ({
  releasedAt,
  submittedAt,
}: Pick<OutcomesRecorded, "releasedAt" | "submittedAt">): ChunkOutcome["submitted"] =>
  submittedAt === undefined
    ? undefined
    : {
        from: releasedAt === undefined || releasedAt > submittedAt ? submittedAt : releasedAt,
        to: submittedAt,
      };

/** 0 asks for the usual page. */
export const toPage = (limit: number): number =>
  limit <= 0 ? USUAL_PAGE : Math.min(limit, LONGEST_PAGE);

export const fromMoney = ({ currency, minor }: Money): MoneyMessage => ({ currency, minor });

export const fromFinding = (finding: Finding): FindingMessage => ({ ...finding });

export const fromQuote = ({ lines, total, expected, tariffId, at }: Quote): QuoteMessage => ({
  lines: lines.map((line) => ({
    operator: line.operator,
    alphabet: line.alphabet,
    parts: line.parts,
    perPart: fromMoney(line.perPart),
    amount: fromMoney(line.amount),
    steps:
      line.run === ""
        ? []
        : line.steps.map(({ fromPart, perPart }) => ({
            fromPart,
            perPart: { currency: line.perPart.currency, minor: perPart },
          })),
    expected: fromMoney(line.expected),
    source: line.source,
  })),
  total: fromMoney(total),
  expected: fromMoney(expected),
  tariffId,
  at,
  discount: undefined,
});

export const fromWallet = (wallet: Wallet): Balance => ({
  tenantId: wallet.tenantId,
  available: fromMoney(wallet.available),
  held: fromMoney(wallet.held),
  owed: fromMoney(wallet.owed),
  mode: wallet.mode,
  creditLimit: wallet.mode === "postpaid" ? fromMoney(wallet.limit) : undefined,
});

export const fromReservation = (reservation: Reservation): ReservationMessage => ({
  reservationId: reservation.reservationId,
  tenantId: reservation.tenantId,
  campaignId: reservation.campaignId,
  reserved: fromMoney(reservation.quote.total),
  settled: fromMoney(reservation.settled),
  released: fromMoney(reservation.released),
  chunksSettled: BigInt(reservation.chunksSettled),
  closed: reservation.closed,
  quote: fromQuote(reservation.quote),
});

/** Of all of a campaign's reservations; undefined: there are none. */
export const fromCampaignMoney = (all: readonly Reservation[]): CampaignMoney | undefined => {
  const [first] = all;
  if (first === undefined) return undefined;
  const { reserved, settled, released, closed } = moneyOfCampaign(all);
  const of = (minor: bigint) => ({ currency: first.quote.total.currency, minor });
  return { reserved: of(reserved), settled: of(settled), released: of(released), closed };
};

export const fromPriceGroup = ({ lineId, purpose, group, at }: PriceGroup): PriceGroupMessage => ({
  lineId,
  purpose,
  group,
  at,
});

export const fromEntry = ({ entryId, cause, account, amount, at }: DatedEntry): LedgerEntry => ({
  entryId,
  cause,
  account,
  amount: fromMoney(amount),
  at,
});

export const fromReport = (report: LedgerReport): VerifyLedgerResponse => ({
  exact: report.exact,
  broken: [...report.broken],
  unproved: [...report.unproved],
  entries: BigInt(report.entries),
  accounts: BigInt(report.accounts),
  openReservations: BigInt(report.openReservations),
});
