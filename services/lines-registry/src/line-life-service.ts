import type {
  LineLifeServiceImplementation,
  RecordComplaintRequest,
} from "@whiteline/contracts/lines_registry/v1/line_life";
import type { Line as LineMessage } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { MarketPack } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  type CallContext,
  type CallContextExt,
  type StaffRole,
} from "@whiteline/service-kit";
import { complaintCounter, lifeChanger, type Changed } from "./change-life.js";
import { sees } from "./domain/access.js";
import { deskCalendar } from "./domain/calendar.js";
import { calledForList, renewed, type LineLife } from "./domain/line-life.js";
import type { Line } from "./domain/line.js";
import { staffRolesOf } from "./domain/roles.js";
import { tellLine } from "./events/publish.js";
import { lineStories } from "./line-stories.js";
import { requireVersion, stepLine, type LineAct } from "./line-steps.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { toRequestId } from "./proto.js";
import { lineUnknown } from "./refuse.js";
import { requestConversion } from "./request-conversion.js";
import { requestPurposes } from "./request-purposes.js";
import { requestTransfer } from "./request-transfer.js";
import { traceFiling } from "./trace-filing.js";
import { withTrace } from "./trace.js";
import { viewerOf } from "./viewer-of.js";

const longestNote = 2_000;

type Asked = { readonly line: Line; readonly pack: MarketPack; readonly by: string };

/** What becomes of lines after their activation, in the order of the contract. */
export function lineLifeService(parts: Parts): LineLifeServiceImplementation<CallContextExt> {
  const { now, packs, lines, lives, days, trail, commit, outbox } = parts;
  const stories = lineStories(parts);
  const changeLife = lifeChanger(parts);
  const countComplaint = complaintCounter(parts);

  /** A line that staff of its provider may touch; to all others it does not exist. */
  const staffLine = async (lineId: string, context: CallContext, role?: StaffRole) => {
    const principal = requireStaff(context, role);
    const line = await lines.byId(lineId);
    if (line === undefined || line.providerId !== principal.providerId) throw lineUnknown();
    return { line, pack: packs.of(line.market, now()), by: actorOf(principal) };
  };

  const seenLine = async (lineId: string, context: CallContext): Promise<Asked> => {
    const line = await lines.byId(lineId);
    if (line === undefined || !sees(viewerOf(context), line)) throw lineUnknown();
    return { line, pack: packs.of(line.market, now()), by: actorOf(principalOf(context)) };
  };

  const step = async (
    request: { readonly lineId: string; readonly reason: string; readonly expectedVersion: bigint },
    context: CallContext,
    { events, operator }: Pick<LineAct, "events" | "operator">,
  ): Promise<{ readonly line: LineMessage }> => {
    if (request.reason.length > longestNote) throw reasonTooLong();
    const { line, by } = await staffLine(request.lineId, context);
    const about = {
      subject: line.lineId,
      providerId: line.providerId,
      event: events[0] ?? "",
      expectedVersion: request.expectedVersion,
    };
    return withTrace(parts, context, about, async () => {
      requireStaff(context, "operations");
      requireVersion(line, request.expectedVersion);
      const roles = staffRolesOf(principalOf(context).roles);
      const act = { events, note: request.reason, operator };
      return { line: await stories.one(await stepLine(parts, line, act, { roles, by }), context) };
    });
  };

  /** Changes what is kept beside the line, with its trace. */
  const change = async (
    { line, by }: Asked,
    context: CallContext,
    actor: string,
    work: (life: LineLife) => Changed,
  ): Promise<{ readonly line: LineMessage }> => {
    await changeLife(line, { actor, by }, work);
    return { line: await stories.one((await lines.byId(line.lineId)) ?? line, context) };
  };

  return {
    suspendLine: (request, context) =>
      step(request, context, { events: ["suspend"], operator: request.operator }),

    liftLine: (request, context) =>
      step(request, context, { events: ["lift"], operator: request.operator }),

    removeLine: (request, context) =>
      step(request, context, { events: ["violate", "cancel"], operator: "" }),

    revertLine: (request, context) => step(request, context, { events: ["revert"], operator: "" }),

    async callListRefresh({ lineId, dueOn }, context) {
      const asked = await staffLine(lineId, context, "operations");
      const { line, pack } = asked;
      if (!line.governedByList) throw noList();
      const at = now();
      const today = dayOf(at, pack.timezone);
      if (dueOn !== "" && (!isDay(dueOn) || dueOn < today)) throw dayInvalid();
      const calendar = deskCalendar(pack, await days.ofProvider(line.providerId), "");
      return change(asked, context, "desk", (life) => {
        const called = calledForList(pack, life, { at, today, dueOn, calendar });
        return { life: called, event: "list_called_for", note: called.refresh?.dueOn ?? "" };
      });
    },

    async recordListRefresh({ lineId, listVersion }, context) {
      const asked = await seenLine(lineId, context);
      if (!asked.line.governedByList) throw noList();
      const actor = principalOf(context).kind === "staff" ? "desk" : "holder";
      // Staff vouch for a list that they have seen; the holder's word needs the list that sends.
      if (actor === "holder" && !(await isInForce(parts, asked.line, listVersion, context))) {
        throw listVersionUnknown();
      }
      return change(asked, context, actor, (life) => ({
        life: {
          ...life,
          refresh: null,
          listVersion: Number(listVersion),
          refreshedBy: { at: now(), listId: "" },
        },
        event: "list_refreshed",
        note: `version ${listVersion}`,
      }));
    },

    async setInbound({ lineId, capability }, context) {
      const { line, by } = await staffLine(lineId, context, "operations");
      if (capability !== "unknown" && capability !== "yes" && capability !== "no") {
        throw capabilityUnknown();
      }
      const at = now();
      const after = { ...line, inbound: capability, version: line.version + 1 } as const;
      await commit(async (session) => {
        await lines.replace(session, after);
        await tellLine(outbox, session, after, { reason: "inbound", at });
        const about = { subject: lineId, providerId: line.providerId, at, actor: "desk", by };
        const told = { event: "inbound", note: capability, from: line.inbound, to: capability };
        await trail.add({ ...about, ...told }, session);
      });
      return { line: await stories.one(after, context) };
    },

    async recordComplaint(request: RecordComplaintRequest, context) {
      const asked = await staffLine(request.lineId, context);
      const requestId = toRequestId(request.requestId);
      if (request.note.length > longestNote) throw reasonTooLong();
      const { line, by } = asked;
      await countComplaint(line, { actor: "desk", by }, { id: requestId, note: request.note });
      return { line: await stories.one(line, context) };
    },

    async setRenewal({ lineId, renewsOn, price }, context) {
      const asked = await staffLine(lineId, context, "operations");
      if (!isDay(renewsOn)) throw dayInvalid();
      const currency = asked.pack.currency.code;
      if (price !== undefined && (price.currency !== currency || price.minor < 0n)) {
        throw priceInvalid(currency);
      }
      return change(asked, context, "desk", (life) => ({
        life: {
          ...life,
          renewsOn,
          price: price === undefined ? life.price : { ...price },
          told: life.renewsOn === renewsOn ? life.told : [],
        },
        event: "renewal_set",
        note: renewsOn,
      }));
    },

    async renewLine({ lineId, renewsOn }, context) {
      const asked = await staffLine(lineId, context, "operations");
      const { line, pack, by } = asked;
      const today = dayOf(now(), pack.timezone);
      const known = (await lives.byId(lineId))?.life.renewsOn ?? null;
      if (known === null) throw noTerm();
      // Repeating it answers the line as it is now.
      if (renewsOn === known && pack.lineLife.termMonths === null) throw noTerm();
      if (renewsOn === known) {
        await change(asked, context, "desk", (life) => {
          const next = renewed(pack, life, today);
          return { life: next, event: "renewed", note: next.renewsOn ?? "" };
        });
      }
      const current = (await lines.byId(lineId)) ?? line;
      if (current.status !== "expired") return { line: await stories.one(current, context) };
      const act = { events: ["renew"], note: renewsOn, operator: "" };
      const actor = { roles: staffRolesOf(principalOf(context).roles), by };
      return { line: await stories.one(await stepLine(parts, current, act, actor), context) };
    },

    requestConversion: traceFiling(parts, requestConversion(parts)),
    requestPurposes: traceFiling(parts, requestPurposes(parts)),
    requestTransfer: traceFiling(parts, requestTransfer(parts)),
  };
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/u.test(day) && !Number.isNaN(Date.parse(day));
}

function dayInvalid(): DomainError {
  return new DomainError("invalid", "DAY_INVALID", "This is no day that can be meant.", {
    remedy: "Give an ISO date, such as 2027-11-22, not one that is over.",
  });
}

function reasonTooLong(): DomainError {
  return new DomainError(
    "invalid",
    "TOO_MUCH_SAID",
    `A note has at most ${longestNote} characters.`,
    {
      remedy: "Say it shorter.",
    },
  );
}

function noList(): DomainError {
  return new DomainError(
    "precondition",
    "LINE_WITHOUT_LIST",
    "No customer list governs the line.",
    {
      remedy: "Lines of other families need no list.",
    },
  );
}

function capabilityUnknown(): DomainError {
  return new DomainError(
    "invalid",
    "CAPABILITY_UNKNOWN",
    "A line can receive, cannot, or it is unknown.",
    {
      remedy: "Give yes, no or unknown.",
    },
  );
}

function priceInvalid(currency: string): DomainError {
  return new DomainError("invalid", "PRICE_INVALID", "A price is in the money of the market.", {
    remedy: `Give an amount in ${currency}, not below zero.`,
  });
}

function noTerm(): DomainError {
  return new DomainError("precondition", "LINE_WITHOUT_TERM", "The line has no term to renew.", {
    remedy: "Set its next renewal date instead.",
  });
}

/** Whether a list that governs the line stands at this version now. */
async function isInForce(
  { lists, tokens }: Pick<Parts, "lists" | "tokens">,
  { lineId, tenantId }: Line,
  listVersion: bigint,
  { signal }: CallContext,
): Promise<boolean> {
  const options = { ...(await tokens.forTenant(tenantId)), signal };
  const { lists: kept } = await lists.listLists({}, options);
  return kept.some(
    ({ governsLineIds, version }) => governsLineIds.includes(lineId) && version === listVersion,
  );
}

function listVersionUnknown(): DomainError {
  return new DomainError(
    "precondition",
    "LIST_VERSION_UNKNOWN",
    "No list that governs the line stands at this version.",
    { remedy: "Upload the cleaned list first; its import settles the call by itself." },
  );
}
