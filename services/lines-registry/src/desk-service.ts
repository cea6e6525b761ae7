import type {
  DeskServiceImplementation,
  GetCalendarResponse,
  SetDayRequest,
} from "@whiteline/contracts/lines_registry/v1/desk";
import { addDays } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { deskCases } from "./desk-cases.js";
import type { DeskDay } from "./domain/calendar.js";
import { dueAgain } from "./domain/case-view.js";
import { tellDeed } from "./events/publish.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromLineAlarm } from "./proto-desk.js";

/** What the desk answers, in the order of the contract. */
export function deskService(parts: Parts): DeskServiceImplementation<CallContextExt> {
  const { now, packs, applications, lines, lives, days, commit, outbox } = parts;
  const cases = deskCases(parts);

  return {
    listCases: (request, context) => cases.listCases(request, context),
    getCase: (request, context) => cases.getCase(request, context),
    assignCase: (request, context) => cases.assignCase(request, context),
    recordVerdicts: (request, context) => cases.recordVerdicts(request, context),
    withdrawDecision: (request, context) => cases.withdrawDecision(request, context),

    async listAlarms(_request, context) {
      const { providerId, pack } = cases.requireDesk(context);
      const today = dayOf(now(), pack.timezone);
      const horizon = addDays(today, Math.max(0, ...pack.lineLife.noticeDays));
      const alarming = await lives.alarming(providerId, horizon);
      const known = new Map(
        (await lines.ofProvider(providerId)).map((line) => [line.lineId, line]),
      );
      const alarm = (lineId: string, dueOn: string | null) => {
        const line = known.get(lineId);
        if (line === undefined || dueOn === null || line.status === "removed") return [];
        return [fromLineAlarm(line, dueOn, today)];
      };
      return {
        overdue: await cases.overdueOf(providerId, context),
        refreshDue: alarming.flatMap((life) => alarm(life.lineId, life.refresh?.dueOn ?? null)),
        renewals: alarming.flatMap(({ lineId, renewsOn }) =>
          renewsOn !== null && renewsOn <= horizon ? alarm(lineId, renewsOn) : [],
        ),
      };
    },

    async getCalendar({ year }, context) {
      const { providerId, pack } = cases.requireDesk(context);
      const wanted = String(year === 0 ? dayOf(now(), pack.timezone).slice(0, 4) : year);
      const isOfYear = ({ date }: { readonly date: string }) => date.startsWith(`${wanted}-`);
      const set = await days.ofProvider(providerId);
      const ofPack: GetCalendarResponse["days"] = pack.calendar.holidays.map(({ date, name }) => ({
        date,
        kind: "holiday",
        name,
        origin: "pack",
        operator: "",
      }));
      const ofStaff = set.map((day) => ({ ...day, origin: "staff" }));
      const all = [...ofPack, ...ofStaff].filter(isOfYear);
      return {
        market: pack.code,
        weekend: pack.calendar.weekend,
        days: all.sort((a, b) => a.date.localeCompare(b.date)),
      };
    },

    async setDay(request, context) {
      const principal = requireStaff(context, "operations");
      const { providerId, pack } = cases.requireDesk(context);
      const day = toDay(request);
      const at = now();
      const by = { by: actorOf(principal), at };
      const earlier = (await days.ofProvider(providerId)).find(
        (one) => one.date === request.date && one.operator === request.operator,
      );
      await commit(async (session) => {
        const { date, operator } = request;
        if (day === undefined) await days.clear(session, providerId, { date, operator });
        else await days.set(session, providerId, day, by);
        const { kind, name } = request;
        const subject = `calendar:${providerId}`;
        const told = { event: "day_set", note: `${date} ${kind} ${operator} ${name}` };
        const about = { subject, providerId, at, actor: "desk", by: by.by };
        await parts.trail.add({ ...about, ...told, from: "", to: "" }, session);
        const place = { date, ...(operator === "" ? {} : { operator }) };
        await tellDeed(outbox, session, {
          entryId: parts.newId(),
          ...{ tenantId: "", providerId, actor: by.by, at },
          ...{ action: "calendar.day_set", subject },
          before: { ...place, ...(earlier === undefined ? {} : { kind: earlier.kind }) },
          after: { ...place, ...(kind === "" ? {} : { kind }) },
        });
      });
      // A crash in between leaves old dates in some cases; setting the day again moves them.
      const set = await days.ofProvider(providerId);
      let casesMoved = 0;
      for (const { application } of await cases.queuedOf(providerId)) {
        const dueOn = dueAgain(packs.of(application.market, at), application, set);
        if (dueOn === null || dueOn === application.dueOn) continue;
        await commit((session) => applications.setDue(session, application.applicationId, dueOn));
        casesMoved += 1;
      }
      return { casesMoved };

      /** @throws DomainError invalid DAY_INVALID */
      function toDay({ date, kind, name, operator }: SetDayRequest): DeskDay | undefined {
        const isDate = /^\d{4}-\d{2}-\d{2}$/u.test(date) && !Number.isNaN(Date.parse(date));
        const isOperator =
          operator === "" ||
          (kind !== "holiday" &&
            kind !== "working" &&
            pack.operators.some(({ id }) => id === operator));
        if (!isDate || !isOperator || name.length > 200) throw dayInvalid();
        if (kind === "") return undefined;
        if (kind !== "holiday" && kind !== "working" && kind !== "paused") throw dayInvalid();
        return { date, kind, name, operator };
      }
    },
  };
}

function dayInvalid(): DomainError {
  return new DomainError("invalid", "DAY_INVALID", "The day cannot be set like this.", {
    remedy: "Give an ISO date and holiday, working or paused; an operator with paused only.",
  });
}
