import type {
  GetTimelineRequest,
  ReportsServiceImplementation,
} from "@whiteline/contracts/dlr/v1/reports";
import { markets } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  holdsPermission,
  principalOf,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import type { CampaignResults } from "./domain/campaign-log.js";
import { readCursor } from "./domain/feed.js";
import { exportOutcomes, type Exporting } from "./export-outcomes.js";
import type { Measures } from "./metrics.js";
import { fromFeedPage, fromResults, fromTimelineRow, toResults } from "./proto-reports.js";
import type { ChangeStore } from "./store/changes.js";
import type { OutcomeStore } from "./store/outcomes.js";
import type { ResultStore } from "./store/results.js";

type Dependencies = Exporting & {
  readonly outcomes: Pick<OutcomeStore, "knowsCampaign">;
  readonly changes: ChangeStore;
  readonly results: ResultStore;
  readonly counted: Pick<Measures, "exported">;
  readonly now: () => Date;
  readonly newId: () => string;
};

const PAGE = 100;
const MOST_ON_PAGE = 1_000;
const DAY_MS = 86_400_000;
/** Of days and of hours that one answer holds. */
const LONGEST_MS = { day: 400 * DAY_MS, hour: 31 * DAY_MS } as const;
const LONGEST_GOAL = 500;

/** What dlr answers about many messages at once; everything belongs to the tenant that asks. */
export const reportsService = (it: Dependencies): ReportsServiceImplementation<CallContextExt> => ({
  async listOutcomes({ after, limit, campaignId }, context) {
    const tenantId = requireTenant(context);
    const number = readCursor(after);
    if (number === undefined) throw cursorUnknown();
    const page = await it.changes.page(tenantId, {
      after: number,
      limit: limit <= 0 ? PAGE : Math.min(limit, MOST_ON_PAGE),
      campaignId,
    });
    if (page === "ahead") throw cursorUnknown();
    if (page === "expired") {
      throw new DomainError("conflict", "CURSOR_EXPIRED", "What came after it is not kept.", {
        remedy: "Begin anew without a cursor, and read the feed more often than it is cleared.",
      });
    }
    return fromFeedPage(page);
  },

  async getTimeline(request, context) {
    const tenantId = requireTenant(context);
    const asked = toTimelineQuestion(request, principalOf(context).market, it.now());
    const rows = await it.changes.timeline(tenantId, asked);
    return { rows: rows.map(fromTimelineRow), zone: asked.zone };
  },

  async *exportOutcomes({ campaignId }, context) {
    const principal = principalOf(context);
    // Who may see lists sees numbers there too.
    const isWhole = principal.kind === "service" || holdsPermission(principal, "lists:read");
    const rows = exportOutcomes(it, requireTenant(context), campaignId, {
      isWhole,
      signal: context.signal,
    });
    for await (const chunk of rows) {
      it.counted.exported.inc(chunk.numbers.length);
      yield chunk;
    }
  },

  async recordCampaignResults({ campaignId, results: said }, context) {
    const tenantId = requireTenant(context);
    const results = toResults(
      said ?? { goal: "", clicks: undefined, conversions: undefined, shareValue: undefined },
    );
    refuseImpossible(results);
    if (!(await it.outcomes.knowsCampaign(tenantId, campaignId))) {
      throw new DomainError("not_found", "CAMPAIGN_UNKNOWN", "Nothing was sent of this campaign.", {
        remedy: "Check the campaign id; results are documented once it has begun to be sent.",
      });
    }
    const principal = principalOf(context);
    const { providerId = "" } = principal;
    const of = { tenantId, providerId, campaignId, actor: actorOf(principal) };
    await it.results.keep(of, results, { at: it.now(), eventId: it.newId() });
    return { results: fromResults(results) };
  },
});

const refuseImpossible = ({ goal, clicks, conversions, shareValue }: CampaignResults): void => {
  const isNegative = (n: number | undefined): boolean => n !== undefined && n < 0;
  if (
    goal.length > LONGEST_GOAL ||
    isNegative(clicks) ||
    isNegative(conversions) ||
    (shareValue !== undefined && shareValue.minor < 0n)
  ) {
    throw new DomainError("invalid", "RESULTS_INVALID", "Counts and values are not below zero.", {
      remedy: `Give whole numbers from zero on, and a goal of at most ${LONGEST_GOAL} letters.`,
    });
  }
};

const toTimelineQuestion = (request: GetTimelineRequest, market: string | undefined, now: Date) => {
  const unit = request.unit === "" ? "day" : request.unit;
  const { by, lineId, operator } = request;
  if ((unit !== "day" && unit !== "hour") || (by !== "" && by !== "line" && by !== "operator")) {
    throw timelineInvalid("Rows are of days or hours, by operator or line.");
  }
  const until = request.until ?? now;
  const from = request.from ?? new Date(until.getTime() - 30 * DAY_MS);
  const span = until.getTime() - from.getTime();
  if (span <= 0 || span > LONGEST_MS[unit]) {
    throw timelineInvalid(
      "It is at most 400 days, or 31 days by the hour, and ends after it begins.",
    );
  }
  const ofMarket =
    market !== undefined && markets.has(market) ? markets.get(market).timezone : "UTC";
  const zone = request.zone === "" ? ofMarket : request.zone;
  if (!isZone(zone)) throw timelineInvalid("The zone is not one of the IANA database.");
  return { from, until, unit, by, zone, lineId, operator } as const;
};

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
};

const timelineInvalid = (rule: string): DomainError =>
  new DomainError("invalid", "TIMELINE_INVALID", rule, {
    remedy: "Ask for days or hours within that, e.g. the last 30 days.",
  });

const cursorUnknown = (): DomainError =>
  new DomainError("invalid", "CURSOR_UNKNOWN", "The cursor is none that this feed gave out.", {
    remedy: "Send back `next` of an answer unchanged, or nothing to begin.",
  });
