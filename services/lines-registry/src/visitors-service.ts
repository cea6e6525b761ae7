import type {
  Consultation as ConsultationMessage,
  RequestConsultationRequest,
  RequestConsultationResponse,
  VisitorsServiceImplementation,
} from "@whiteline/contracts/lines_registry/v1/visitors";
import { ApplicantKind } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { supportHours } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  isDuplicateKey,
  requireStaff,
  type CallContextExt,
} from "@whiteline/service-kit";
import { deskCalendar } from "./domain/calendar.js";
import {
  judgeQuestion,
  tidyQuestion,
  type Consultation,
  type Question,
} from "./domain/consultation.js";
import { hoursOf, isOpen, isSupportHoliday } from "./domain/support-hours.js";
import { tellDeed } from "./events/publish.js";
import { demandedOf } from "./get-checklist.js";
import { offersOf } from "./list-families.js";
import { dayOf, timeOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { toRequestId } from "./proto.js";
import { providerUnknown, refuse, requestIdReused } from "./refuse.js";

/** Methods that are called without a token. */
export const publicVisitorMethods = [
  "GetSupport",
  "ShowOffers",
  "ShowChecklist",
  "RequestConsultation",
] as const;

/** Questions that one address may send in an hour; a person has one or two. */
const mostAnHour = 20;
const longestNote = 2_000;

/** What visitors may ask, in the order of the contract. */
export function visitorsService(parts: Parts): VisitorsServiceImplementation<CallContextExt> {
  const { now, packs, days, consultations } = parts;

  const packOf = (providerId: string) => {
    const pack = packs.ofProvider(providerId, now());
    if (pack === undefined) throw providerUnknown();
    return pack;
  };

  return {
    async getSupport({ providerId }) {
      const pack = packOf(providerId);
      const { timezone, code: market } = pack;
      const at = now();
      const [today, localTime] = [dayOf(at, timezone), timeOf(at, timezone)];
      const hours = supportHours(pack, providerId);
      const calendar = deskCalendar(pack, await days.ofProvider(providerId), "");
      const holiday = isSupportHoliday(hours, today, calendar);
      return {
        providerId,
        name: pack.providers.find(({ id }) => id === providerId)?.name ?? providerId,
        market,
        today,
        localTime,
        timezone,
        holiday,
        hoursToday: hoursOf(hours, holiday) ?? undefined,
        openNow: isOpen(hours, localTime, holiday) ?? false,
        ordinaryDay: hours?.ordinaryDay ?? undefined,
        holidays: hours?.holiday ?? undefined,
        contacts: hours?.contacts ?? [],
        holidayMeans: hours?.holidayMeans ?? "",
        source: hours?.source ?? "",
        basis: hours?.basis ?? "",
      };
    },

    async showOffers({ providerId, applicantKind }) {
      const kind = kinds[applicantKind];
      const families = offersOf(packOf(providerId), kind);
      return { families: families.filter((offer) => offer.providerId === providerId) };
    },

    async showChecklist(request) {
      return { checklist: await demandedOf(parts, request, []) };
    },

    requestConsultation: requestConsultation(parts),

    async listConsultations({ closed }, context) {
      const { providerId = "" } = requireStaff(context);
      const found = await consultations.ofProvider(providerId, closed);
      return { consultations: found.map(fromConsultation) };
    },

    async closeConsultation({ consultationId, note }, context) {
      const principal = requireStaff(context);
      if (note.length > longestNote) throw noteTooLong();
      const done = { at: now(), by: actorOf(principal), note };
      const { providerId = "" } = principal;
      const closed = await parts.commit(async (session) => {
        const found = await consultations.close(session, providerId, consultationId, done);
        if (found === undefined) throw consultationUnknown();
        if (!found.isNew) return found.consultation;
        await tellDeed(parts.outbox, session, {
          entryId: `consultation:${consultationId}:closed`,
          ...{ tenantId: "", providerId, actor: done.by, at: done.at },
          action: "consultation.closed",
          subject: `consultation:${consultationId}`,
          before: { state: "open" },
          after: { state: "closed" },
        });
        return found.consultation;
      });
      return { consultation: fromConsultation(closed) };
    },
  };
}

/** Keeps a question for the desk. Repeating it is one question. */
function requestConsultation({ now, newId, packs, consultations }: Parts) {
  const before = async (
    providerId: string,
    requestId: string,
    asked: Question,
  ): Promise<RequestConsultationResponse | undefined> => {
    const earlier = await consultations.byRequest(providerId, requestId);
    if (earlier === undefined) return undefined;
    const isSame = questionFields.every((field) => earlier[field] === asked[field]);
    if (!isSame) throw requestIdReused();
    return { consultationId: earlier.consultationId, receivedAt: earlier.receivedAt };
  };

  return async (request: RequestConsultationRequest): Promise<RequestConsultationResponse> => {
    const at = now();
    const { providerId, remoteAddress } = request;
    const requestId = toRequestId(request.requestId);
    const pack = packs.ofProvider(providerId, at);
    if (pack === undefined) throw providerUnknown();
    const asked = tidyQuestion(pack, request);
    const [fault] = judgeQuestion(pack, asked);
    if (fault !== undefined) throw refuse(fault, "invalid");
    const earlier = await before(providerId, requestId, asked);
    if (earlier !== undefined) return earlier;
    if ((await consultations.countFrom(remoteAddress, at)) > mostAnHour) throw askedTooOften();

    const kept = { ...asked, consultationId: newId(), providerId, receivedAt: at, closed: null };
    try {
      await consultations.insert(kept, requestId);
    } catch (error) {
      const winner = isDuplicateKey(error) ? await before(providerId, requestId, asked) : undefined;
      if (winner === undefined) throw error;
      return winner;
    }
    return { consultationId: kept.consultationId, receivedAt: at };
  };
}

const questionFields = ["name", "mobile", "email", "question", "family", "language"] as const;

const kinds: Readonly<Record<ApplicantKind, "natural" | "legal" | undefined>> = {
  [ApplicantKind.UNSPECIFIED]: undefined,
  [ApplicantKind.NATURAL]: "natural",
  [ApplicantKind.LEGAL]: "legal",
  [ApplicantKind.UNRECOGNIZED]: undefined,
};

function fromConsultation({
  closed,
  providerId: _own,
  ...kept
}: Consultation): ConsultationMessage {
  const { at: closedAt, by: closedBy = "", note = "" } = closed ?? {};
  return { ...kept, closedAt, closedBy, note };
}

function askedTooOften(): DomainError {
  return new DomainError("exhausted", "TOO_MANY_ATTEMPTS", "Too many questions from one address.", {
    remedy: "Ask again in an hour, or call the provider.",
  });
}

function consultationUnknown(): DomainError {
  return new DomainError("not_found", "CONSULTATION_UNKNOWN", "There is no such question.", {
    remedy: "List the questions and take the id from there.",
  });
}

function noteTooLong(): DomainError {
  const rule = `A note has at most ${longestNote} characters.`;
  return new DomainError("invalid", "TOO_MUCH_SAID", rule, { remedy: "Say it shorter." });
}
