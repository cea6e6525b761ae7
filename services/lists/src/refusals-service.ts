import type {
  ListRefusalsResponse,
  ReadRefusalLinkResponse,
  RecordComplaintRefusalRequest,
  RefusalsServiceImplementation,
} from "@whiteline/contracts/lists/v1/refusals";
import { markets, type MarketPack } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import { quantile, type Refusal } from "./domain/refusal.js";
import { liftRefusal, refusalUnknown } from "./lift-refusal.js";
import { fromRefusal, toName, toRequestId } from "./proto.js";
import { packOf } from "./reach.js";
import { readCursor, readLimit, toCursor } from "./read-page.js";
import { lineUnknown, requireLine } from "./require-line.js";
import { readNumber, recordOptOut, type RecordingOptOuts } from "./record-opt-out.js";
import {
  linksFor,
  showOwnDigits,
  openLink,
  type LinkMaking,
  type OpenedLink,
} from "./refusal-links.js";
import type { LineStore } from "./store/lines.js";

export type RefusalDeps = RecordingOptOuts & LinkMaking & { readonly lines: LineStore };

/** Methods that a subscriber calls, who has no account. */
export const refusalDoors = ["ReadRefusalLink", "RefuseByLink"];

const MONTH_MS = 30 * 24 * 3_600_000;
const MOST_LINKS = 1_000;
const MARKET_UNTOLD_LIMIT_S = 60;

/** What lists answers about refusals. */
export function refusalsService(deps: RefusalDeps): RefusalsServiceImplementation<CallContextExt> {
  const { optOuts, now } = deps;

  return {
    async listRefusals({ lineId, channel, withLifted, cursor, limit }, context) {
      const tenantId = requireTenant(context);
      const most = readLimit(limit);
      const from = readCursor(cursor);
      const after = from && { at: from.at, refusalId: from.id };
      const asked = { lineId, channel, withLifted, after, limit: most };
      return toPage(await optOuts.page(tenantId, asked), most);
    },

    async getRefusal({ refusalId }, context) {
      const found = await optOuts.get(requireTenant(context), refusalId);
      if (found === undefined) throw refusalUnknown();
      return { refusal: fromRefusal(found) };
    },

    async findRefusals({ number }, context) {
      const tenantId = requireTenant(context);
      const msisdn = readNumber(packOf(principalOf(context).market), number);
      return { refusals: (await optOuts.ofNumber(tenantId, msisdn)).map(fromRefusal) };
    },

    async liftRefusal(request, context) {
      return {
        refusal: fromRefusal(
          await liftRefusal(deps, requireTenant(context), request, actorOf(principalOf(context))),
        ),
      };
    },

    async recordComplaintRefusal(request, context) {
      return { refusal: fromRefusal(await recordComplaint(deps, request, context)) };
    },

    async getStopwatch({ since }, context) {
      const tenantId = requireTenant(context);
      const { market } = principalOf(context);
      const from = since ?? new Date(now().getTime() - MONTH_MS);
      const limit = limitOf(market);
      const [{ refusals, tookMs }, overdue] = await Promise.all([
        optOuts.readings(tenantId, from),
        optOuts.overdue(new Date(now().getTime() - limit * 1_000), tenantId),
      ]);
      return {
        stopwatch: {
          refusals: BigInt(refusals),
          enforced: BigInt(tookMs.length),
          overdue: BigInt(overdue),
          medianMs: BigInt(quantile(tookMs, 0.5)),
          p99Ms: BigInt(quantile(tookMs, 0.99)),
          slowestMs: BigInt(tookMs.at(-1) ?? 0),
          limitSeconds: BigInt(limit),
        },
      };
    },

    async makeRefusalLinks({ lineId, numbers }, context) {
      const tenantId = requireTenant(context);
      const line = await requireLine(deps.lines, tenantId, lineId);
      if (numbers.length > MOST_LINKS) throw tooManyLinks();
      return { links: await linksFor(deps, line, numbers) };
    },

    async readRefusalLink({ token }) {
      return describeLink(deps, await openLink(deps, token));
    },

    async refuseByLink({ token }) {
      const link = await openLink(deps, token);
      const { tenantId, lineId, pack, msisdn } = link;
      // A press that a phone sends twice is one word; a press after a lift is a new one.
      const requestId = `link:${token}:${now().toISOString().slice(0, 16)}`;
      const word = { tenantId, pack, requestId, lineId, channel: "link", number: `+${msisdn}` };
      const { at } = await recordOptOut(deps, word);
      return { at, page: await describeLink(deps, link) };
    },
  };
}

function toPage(refusals: readonly Refusal[], most: number): ListRefusalsResponse {
  const last = refusals.at(-1);
  const isFull = refusals.length === most && last !== undefined;
  return {
    refusals: refusals.map(fromRefusal),
    nextCursor: isFull ? toCursor({ at: last.at, id: last.refusalId }) : "",
  };
}

/** Staff act for the customer of their own provider that holds the line. */
async function recordComplaint(
  deps: RefusalDeps,
  request: RecordComplaintRefusalRequest,
  context: CallContextExt,
): Promise<Refusal> {
  const staff = requireStaff(context);
  const { providerId } = staff;
  const line = await deps.lines.get(request.lineId);
  if (line === undefined || providerId === undefined || line.providerId !== providerId)
    throw lineUnknown();
  const reference = toName(request.reference);
  if (reference === "") {
    throw new DomainError("invalid", "PROOF_MISSING", "The complaint is not named.", {
      remedy: "Give the case or letter.",
    });
  }
  return recordOptOut(deps, {
    tenantId: line.tenantId,
    pack: packOf(line.market),
    requestId: toRequestId(request.requestId),
    number: request.number,
    lineId: request.everyLine ? "" : line.lineId,
    channel: "complaint",
    heardAt: request.saidAt,
    reference,
    enteredBy: actorOf(staff),
  });
}

async function describeLink(
  { optOuts }: RefusalDeps,
  { tenantId, lineId, msisdn, pack, line }: OpenedLink,
): Promise<ReadRefusalLinkResponse> {
  const known = await optOuts.ofNumber(tenantId, msisdn);
  const holds = known.find(
    (refusal) => refusal.lift === null && (refusal.lineId === "" || refusal.lineId === lineId),
  );
  return {
    market: pack.code,
    languages: [...pack.languages],
    sender: line?.sender ?? "",
    maskedNumber: showOwnDigits(msisdn),
    refusedAt: holds?.at,
  };
}

/** Seconds within which the market wants a refusal obeyed. */
function limitOf(market: string | undefined): number {
  const pack: MarketPack | undefined =
    market !== undefined && markets.has(market) ? markets.get(market) : undefined;
  return pack?.reach.refusal.enforcedWithinSeconds ?? MARKET_UNTOLD_LIMIT_S;
}

function tooManyLinks(): DomainError {
  return new DomainError("invalid", "TOO_MANY_NUMBERS", `At most ${MOST_LINKS} links per call.`, {
    remedy: "Ask in several calls, or put {refusal_link} into a template of a campaign.",
  });
}
