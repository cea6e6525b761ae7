import type {
  CampaignLog,
  GetReportResponse,
  ReportCount,
  ReportGroup as ReportGroupMessage,
} from "@whiteline/contracts/dlr/v1/dlr";
import type {
  CampaignResults as CampaignResultsMessage,
  ChangedOutcome,
  ListOutcomesResponse,
  TimelineRow as TimelineRowMessage,
} from "@whiteline/contracts/dlr/v1/reports";
import { ratesOf, replyRateBps, type CampaignResults } from "./domain/campaign-log.js";
import type { Report, ReportGroup } from "./domain/report.js";
import type { FeedPage, TimelineRow } from "./store/changes.js";
import type { ToldOutcome } from "./store/feed-entries.js";

const dateOf = (seconds: number): Date | undefined =>
  seconds === 0 ? undefined : new Date(seconds * 1_000);

/** Beginning of an hour since 1970, as keys tell it. */
const hourKey = (hour: number): string => new Date(hour * 3_600_000).toISOString();

const reportCounts = (of: Readonly<Record<string, number>>): ReportCount[] =>
  Object.entries(of)
    .filter(([, value]) => value !== 0)
    .map(([key, value]) => ({ key, value: BigInt(value) }));

const fromGroup = (key: string, group: ReportGroup): ReportGroupMessage => ({
  key,
  messages: BigInt(group.messages),
  parts: BigInt(group.parts),
  messagesByState: reportCounts(group.messagesByState),
  reasons: reportCounts(group.reasons),
  evidence: strength.find((word) => (group.evidence[word] ?? 0) > 0) ?? "",
  failures: reportCounts(group.failures),
});

/** What receipts prove, the weakest first: a group is no surer than its weakest part. */
const strength = ["none", "accepted_only", "network", "handset"] as const;

const inOrder = <T>(groups: ReadonlyMap<number, T>): readonly (readonly [number, T])[] =>
  [...groups].sort(([one], [other]) => one - other);

export const fromReport = (
  report: Report,
  results: CampaignResults | undefined,
): GetReportResponse => ({
  chunks: BigInt(report.chunks),
  chunksFinal: BigInt(report.chunksFinal),
  messages: BigInt(report.messages),
  parts: BigInt(report.parts),
  messagesByState: reportCounts(report.messagesByState),
  partsByState: reportCounts(report.partsByState),
  reasons: reportCounts(report.reasons),
  operators: reportCounts(report.operators),
  duplicatesPossible: BigInt(report.duplicatesPossible),
  evidence: reportCounts(report.evidence),
  failures: reportCounts(report.failures),
  byOperator: [...report.byOperator].map(([key, group]) => fromGroup(key, group)),
  byVariant: inOrder(report.byVariant).map(([key, group]) => fromGroup(`${key}`, group)),
  byHour: inOrder(report.byHour).map(([hour, group]) => fromGroup(hourKey(hour), group)),
  finalByHour: inOrder(report.finalByHour).map(([hour, states]) => ({
    key: hourKey(hour),
    messages: BigInt(Object.values(states).reduce((sum, n) => sum + n, 0)),
    parts: 0n,
    messagesByState: reportCounts(states),
    reasons: [],
    evidence: "",
    failures: [],
  })),
  firstReleasedAt: dateOf(report.firstReleasedAt),
  firstDeliveredAt: dateOf(report.firstDeliveredAt),
  lastDeliveredAt: dateOf(report.lastDeliveredAt),
  log: fromLog(report, results),
});

const fromLog = (report: Report, results: CampaignResults | undefined): CampaignLog => {
  const deliveries = report.messagesByState["delivered"] ?? 0;
  const { clicks, conversions } = results ?? { clicks: undefined, conversions: undefined };
  const funnel = {
    sends: report.messages,
    deliveries,
    clicks: clicks ?? 0,
    conversions: conversions ?? 0,
  };
  const rates = ratesOf(funnel);
  const isCounted = clicks !== undefined;
  return {
    deliveredAt: dateOf(report.lastDeliveredAt),
    goal: results?.goal ?? "",
    deliveries: BigInt(deliveries),
    clicks: clicks === undefined ? undefined : BigInt(clicks),
    conversions: conversions === undefined ? undefined : BigInt(conversions),
    shareValue: results?.shareValue,
    deliveryRateBps: rates.deliveryRateBps ?? undefined,
    clickRateBps: isCounted ? (rates.clickRateBps ?? undefined) : undefined,
    conversionRateBps:
      isCounted && conversions !== undefined ? (rates.conversionRateBps ?? undefined) : undefined,
    replyRateBps: conversions === undefined ? undefined : (replyRateBps(funnel) ?? undefined),
  };
};

const fromToldOutcome = (told: ToldOutcome): ChangedOutcome => ({
  messageId: `${told.chunkId}-${told.slot}`,
  campaignId: told.campaignId,
  lineId: told.lineId,
  operator: told.operator,
  state: told.state,
  reason: told.reason,
  failure: told.failure,
  contradictedBy: told.contradictedBy && {
    state: told.contradictedBy.state,
    code: told.contradictedBy.code,
    at: dateOf(told.contradictedBy.at),
  },
  parts: told.parts,
  variant: told.variant,
  at: dateOf(told.finalAt),
  corrected: told.before !== undefined,
  test: told.isTest,
});

export const fromFeedPage = ({ outcomes, next, more }: FeedPage): ListOutcomesResponse => ({
  outcomes: outcomes.map(fromToldOutcome),
  next: `${next}`,
  more,
});

export const fromTimelineRow = (row: TimelineRow): TimelineRowMessage => ({
  from: row.from,
  key: row.key,
  messages: BigInt(row.messages),
  parts: BigInt(row.parts),
  messagesByState: reportCounts(row.states),
});

export const toResults = (said: CampaignResultsMessage): CampaignResults => ({
  goal: said.goal.trim(),
  clicks: said.clicks === undefined ? undefined : Number(said.clicks),
  conversions: said.conversions === undefined ? undefined : Number(said.conversions),
  shareValue: said.shareValue,
});

export const fromResults = (results: CampaignResults): CampaignResultsMessage => ({
  goal: results.goal,
  clicks: results.clicks === undefined ? undefined : BigInt(results.clicks),
  conversions: results.conversions === undefined ? undefined : BigInt(results.conversions),
  shareValue: results.shareValue,
});
