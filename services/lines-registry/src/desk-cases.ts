import type {
  AssignCaseRequest,
  AssignCaseResponse,
  GetCaseRequest,
  GetCaseResponse,
  ListAlarmsResponse,
  ListCasesRequest,
  ListCasesResponse,
  RecordVerdictsRequest,
  RecordVerdictsResponse,
  WithdrawDecisionRequest,
  WithdrawDecisionResponse,
} from "@whiteline/contracts/lines_registry/v1/desk";
import { changedFields } from "@whiteline/events";
import type { MarketPack } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  forward,
  requireStaff,
  type CallContext,
  type Principal,
} from "@whiteline/service-kit";
import { holdsNumber, type Application } from "./domain/application.js";
import { caseFields } from "./domain/case-fields.js";
import { isOpen, viewCase } from "./domain/case-view.js";
import { emptyDesk, withVerdicts, type DeskFacts } from "./domain/desk.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromApplication } from "./proto.js";
import {
  fromCase,
  fromCaseFile,
  fromVerdict,
  openStates,
  toVerdicts,
  type FiledDocument,
  type QueuedCase,
} from "./proto-desk.js";
import { applicationUnknown, caseMovedOn, providerUnknown } from "./refuse.js";
import type { FiledCase } from "./store/applications.js";
import { tenantNames } from "./tenant-names.js";
import { withTrace } from "./trace.js";
import { fieldsOfDesk } from "./trail-fields.js";
import { identify } from "./who-answers.js";

type Needs = Pick<
  Parts,
  | "now"
  | "packs"
  | "applications"
  | "lines"
  | "days"
  | "trail"
  | "commit"
  | "accounts"
  | "tokens"
  | "log"
>;

/** The queue of a desk and what people do at a case; staff of its provider only, with a trace. */
export function deskCases(parts: Needs) {
  const { now, packs, applications, days, trail, commit } = parts;
  const namesOf = tenantNames(parts);

  const ownCase = async (caseId: string, context: CallContext) => {
    const principal = requireStaff(context);
    const known = await applications.caseById(caseId);
    if (known === undefined || known.application.providerId !== principal.providerId) {
      throw applicationUnknown();
    }
    return { ...known, principal };
  };

  const queuedOf = async (providerId: string): Promise<readonly QueuedCase[]> => {
    const at = now();
    const pack = packs.ofProvider(providerId, at);
    if (pack === undefined) return [];
    const known = await applications.casesOf(providerId, openStates(pack));
    const set = await days.ofProvider(providerId);
    return known
      .filter(({ application }) => isOpen(pack, application))
      .map((each) => queued(pack, each, set, at));
  };

  const queued = (
    pack: MarketPack,
    { application, filedAt }: FiledCase,
    set: Awaited<ReturnType<typeof days.ofProvider>>,
    at: Date,
  ): QueuedCase => ({
    application,
    filedAt,
    applicantName: "",
    view: viewCase(pack, application, {
      submittedOn: dayOf(filedAt, pack.timezone),
      today: dayOf(at, pack.timezone),
      days: set,
    }),
  });

  const answer = async (
    application: Application,
    filedAt: Date,
    context: CallContext,
  ): Promise<QueuedCase> => {
    const at = now();
    const pack = packs.of(application.market, at);
    const set = await days.ofProvider(application.providerId);
    const [named] = await withNames([queued(pack, { application, filedAt }, set, at)], context);
    if (named === undefined) throw applicationUnknown();
    return named;
  };

  const withNames = async (cases: readonly QueuedCase[], context: CallContext) => {
    const tenantIds = cases.map(({ application }) => application.tenantId);
    const nameOf = await namesOf(tenantIds, forward(context));
    return cases.map((each) => ({ ...each, applicantName: nameOf(each.application.tenantId) }));
  };

  /** Writes what the desk keeps, with its trace, as a new version of the case. */
  const keep = async (
    before: Application,
    desk: DeskFacts,
    trace: { readonly event: string; readonly note: string; readonly by: string },
  ): Promise<Application> => {
    const at = now();
    const application = { ...before, desk, version: before.version + 1 };
    const pack = packs.of(before.market, at);
    const { applicationId: subject, providerId } = application;
    await commit(async (session) => {
      const holds = { holdsNumber: holdsNumber(pack, application) };
      await applications.replace(session, application, holds);
      const entry = { subject, providerId, at, actor: "desk", from: "", to: "", ...trace };
      const change = changedFields(fieldsOfDesk(before.desk), fieldsOfDesk(desk));
      await trail.add(entry, session, change);
    });
    return application;
  };

  /** Changes what the desk keeps of a case, at the version it was decided on. */
  const change = async <Answer>(
    { caseId, expectedVersion }: { readonly caseId: string; readonly expectedVersion: bigint },
    context: CallContext,
    event: string,
    work: (before: Application, filedAt: Date, principal: Principal) => Promise<Answer>,
  ): Promise<Answer> => {
    const { application, filedAt, principal } = await ownCase(caseId, context);
    const { providerId } = application;
    const about = { subject: caseId, providerId, event, expectedVersion };
    return withTrace(parts, context, about, async () => {
      if (BigInt(application.version) !== expectedVersion) throw caseMovedOn();
      return work(application, filedAt, principal);
    });
  };

  /** A case lies with somebody who takes steps at this desk, or with nobody. */
  const requireColleague = async (providerId: string, assignee: string): Promise<void> => {
    if (assignee === "") return;
    const known = assignee.length > 128 ? undefined : await identify(parts, assignee);
    const isHere = known?.providerId === providerId && known.tenantId === "" && known.active;
    if (!isHere || !known.roles.some((role) => takers.has(role))) throw assigneeInvalid();
  };

  return {
    queuedOf,

    async listCases(request: ListCasesRequest, context: CallContext): Promise<ListCasesResponse> {
      const principal = requireStaff(context);
      const open = await queuedOf(principal.providerId ?? "");
      const counts = new Map<string, number>();
      for (const { application } of open)
        counts.set(application.state, (counts.get(application.state) ?? 0) + 1);
      const me = actorOf(principal);
      const wanted = open.filter(
        ({ application, view }) =>
          (request.state === "" || application.state === request.state) &&
          isAssigned(application.desk?.assignee ?? "", request.assignee, me) &&
          (!request.overdueOnly || view.overdue),
      );
      return {
        cases: (await withNames(wanted, context)).map(fromCase),
        counts: [...counts].map(([state, count]) => ({ state, count })),
      };
    },

    async getCase({ caseId }: GetCaseRequest, context: CallContext): Promise<GetCaseResponse> {
      const { application, filedAt, principal } = await ownCase(caseId, context);
      const at = now();
      const { providerId, tenantId, fileNames } = application;
      const pack = packs.of(application.market, at);
      await trail.add({
        subject: caseId,
        providerId,
        at,
        actor: "desk",
        by: actorOf(principal),
        event: "opened",
        note: "",
        from: "",
        to: "",
      });
      const content = await applications.latestContent(caseId);
      const documentIds = content?.documentIds ?? {};
      const isFiled = Object.keys(documentIds).length > 0;
      const { documents } = isFiled
        ? await parts.accounts.listDocuments({ tenantId }, forward(context))
        : { documents: [] };
      const filed = Object.entries(documentIds).map(([documentCode, documentId]): FiledDocument => {
        const known = documents.find((document) => document.documentId === documentId);
        const named = pack.documents.codes.find(({ code }) => code === documentCode);
        return {
          documentCode,
          documentId,
          fileName: fileNames[documentCode] ?? known?.fileName ?? "",
          mediaType: known?.mediaType ?? "",
          originalName: named?.originalName ?? "",
        };
      });
      const fields = content === undefined ? [] : caseFields(content, application);
      const file = { documents: filed, fields, trail: await trail.of(caseId) };
      return fromCaseFile(pack, await answer(application, filedAt, context), file);
    },

    assignCase(request: AssignCaseRequest, context: CallContext): Promise<AssignCaseResponse> {
      return change(request, context, "assign", async (before, filedAt, principal) => {
        const by = actorOf(principal);
        const assignee = request.assignee === "me" ? by : request.assignee;
        await requireColleague(before.providerId, assignee);
        const desk = { ...(before.desk ?? emptyDesk), assignee };
        const after = await keep(before, desk, { event: "assigned", note: assignee, by });
        return { case: fromCase(await answer(after, filedAt, context)) };
      });
    },

    recordVerdicts(
      request: RecordVerdictsRequest,
      context: CallContext,
    ): Promise<RecordVerdictsResponse> {
      return change(request, context, "verdicts", async (before, filedAt, principal) => {
        requireStaff(context, "expert");
        const by = actorOf(principal);
        if (!isOpen(packs.of(before.market, now()), before)) throw caseClosed();
        const content = await applications.latestContent(before.applicationId);
        const about = { by, at: now(), documentIds: content?.documentIds ?? {} };
        const given = toVerdicts(request.items, about);
        const desk = withVerdicts(before.desk ?? emptyDesk, given);
        const note = given.map(({ item, verdict }) => `${item} ${verdict}`).join(", ");
        const after = await keep(before, desk, { event: "verdicts", note, by });
        return {
          case: fromCase(await answer(after, filedAt, context)),
          verdicts: desk.verdicts.map(fromVerdict),
        };
      });
    },

    withdrawDecision(
      request: WithdrawDecisionRequest,
      context: CallContext,
    ): Promise<WithdrawDecisionResponse> {
      return change(request, context, "withdraw", async (before, _filedAt, principal) => {
        const desk = before.desk ?? emptyDesk;
        if (desk.pending === null) throw nothingPending();
        const trace = { event: "withdrawn", note: desk.pending.event, by: actorOf(principal) };
        const after = await keep(before, { ...desk, pending: null }, trace);
        return { application: fromApplication(packs.of(after.market, now()), after) };
      });
    },

    /** Cases that are overdue; see `listAlarms` for those of lines. */
    async overdueOf(
      providerId: string,
      context: CallContext,
    ): Promise<ListAlarmsResponse["overdue"]> {
      const open = await queuedOf(providerId);
      const overdue = open.filter(({ view }) => view.overdue);
      return (await withNames(overdue, context)).map(fromCase);
    },

    requireDesk(context: CallContext): { readonly providerId: string; readonly pack: MarketPack } {
      const { providerId = "" } = requireStaff(context);
      const pack = packs.ofProvider(providerId, now());
      if (pack === undefined) throw providerUnknown();
      return { providerId, pack };
    },
  };
}

/** Roles that take steps of a case; finance looks at money, an administrator at people. */
const takers: ReadonlySet<string> = new Set(["expert", "operations"]);

function isAssigned(assignee: string, wanted: string, me: string): boolean {
  switch (wanted) {
    case "me":
      return assignee === me;
    case "none":
      return assignee === "";
    default:
      return true;
  }
}

function assigneeInvalid(): DomainError {
  return new DomainError(
    "invalid",
    "ASSIGNEE_INVALID",
    "A case lies with an expert or with operations of this provider.",
    { remedy: 'Give "person:<id>" of a member of this desk, "me", or nothing.' },
  );
}

function caseClosed(): DomainError {
  return new DomainError("precondition", "CASE_CLOSED", "The case was decided already.", {
    remedy: "Look at its history; a line's later life has its own steps.",
  });
}

function nothingPending(): DomainError {
  return new DomainError(
    "precondition",
    "NOTHING_PENDING",
    "No decision waits for a second person.",
    {
      remedy: "Read the case again.",
    },
  );
}
