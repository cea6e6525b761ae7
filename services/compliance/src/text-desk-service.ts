import {
  TextDecision,
  type TextDeskServiceImplementation,
} from "@whiteline/contracts/compliance/v1/text_desk";
import { changedFields } from "@whiteline/events";
import {
  actorOf,
  DomainError,
  forward,
  inTransaction,
  requireStaff,
  type CallContextExt,
  type Principal,
} from "@whiteline/service-kit";
import {
  decideTextCase,
  findOwnCase,
  movedOn,
  requireVersion,
  verdictOf,
  type DecidingTexts,
  type DeskRequest,
} from "./decide-text-case.js";
import type { DeskDecision } from "./domain/desk-facts.js";
import { findTextCases, type TextCase } from "./find-text-cases.js";
import { actorWord } from "./keep-trail.js";
import { readAudience, type ReadingAudience } from "./read-audience.js";
import { replayPolicy, type Replaying } from "./replay-policy.js";
import { fromTemplate, toNote } from "./proto.js";
import { fromFlip, fromSum, fromTextCase, toLanguage } from "./text-desk-proto.js";
import type { WordingCards } from "./word-card.js";
import { wordCard } from "./word-card.js";

type Dependencies = DecidingTexts & ReadingAudience & Replaying & WordingCards;

const decisions: Readonly<Partial<Record<TextDecision, DeskDecision>>> = {
  [TextDecision.APPROVE]: "approve",
  [TextDecision.RETURN]: "return",
  [TextDecision.REFUSE]: "refuse",
};

/** What the desk for texts answers, in the order of the contract; experts of the provider only. */
export const textDeskService = (
  it: Dependencies,
): TextDeskServiceImplementation<CallContextExt> => ({
  async listTextCases({ kind, assignee, overdueOnly }, context) {
    const expert = requireStaff(context, "expert");
    const all = await findTextCases(it, expert.providerId ?? "");
    const isAsked = (each: TextCase): boolean =>
      (kind === "" || each.kind === kind) &&
      (!overdueOnly || each.overdue) &&
      isAssigned(each.facts.assignee, assignee, expert);
    const counts = (["template", "campaign"] as const).map((of) => {
      const waiting = all.filter((each) => each.kind === of);
      const overdue = waiting.filter((each) => each.overdue);
      return { kind: of, waiting: waiting.length, overdue: overdue.length };
    });
    return { cases: all.filter(isAsked).map(fromTextCase), counts };
  },

  async getTextCase({ caseId, language }, context) {
    const expert = requireStaff(context, "expert");
    const words = toLanguage(language);
    const found = await findOwnCase(it, expert, caseId);
    const { tenantId, providerId } = found.facts;
    const audience = await readAudience(it, found, forward(context));
    const look = { subject: caseId, tenantId, providerId, at: it.now(), by: actorOf(expert) };
    await it.trail.add({ ...look, event: "looked", note: "" });
    const card =
      found.kind === "campaign" ? await it.verdicts.byId(found.campaign.verdictId) : undefined;
    return {
      case: fromTextCase(found),
      card: card && (await wordCard(it, card, words)),
      template: found.kind === "template" ? fromTemplate(found.template) : undefined,
      ...audience,
      events: (await it.trail.of(caseId)).map(({ at, by, event, note }) => ({
        at,
        by,
        event,
        note,
      })),
    };
  },

  async assignTextCase({ caseId, assignee, expectedVersion }, context) {
    const expert = requireStaff(context, "expert");
    const found = await findOwnCase(it, expert, caseId);
    const { facts } = found;
    requireVersion(facts, expectedVersion);
    const by = actorOf(expert);
    const next = {
      ...facts,
      assignee: assignee === "me" ? by : toNote(assignee, false),
      version: facts.version + 1,
    };
    const { tenantId, providerId } = facts;
    await inTransaction(it.connection, async (session) => {
      if (!(await it.deskFacts.save(session, next))) throw movedOn();
      const trace = { subject: caseId, tenantId, providerId, by, at: it.now() };
      await it.trail.add({ ...trace, event: "assigned", note: next.assignee }, session, {
        ...changedFields(
          { assignee: actorWord(facts.assignee) },
          { assignee: actorWord(next.assignee) },
        ),
      });
    });
    return { case: fromTextCase({ ...found, facts: next }) };
  },

  async decideTextCase({ decision, ...request }, context) {
    const expert = requireStaff(context, "expert");
    const meant = decisions[decision];
    if (meant === undefined) {
      throw new DomainError("invalid", "DECISION_INVALID", "This is no decision of the desk.", {
        remedy: "Approve, return or refuse.",
      });
    }
    const decided = await decideTextCase(it, expert, { ...request, decision: meant });
    return {
      case: fromTextCase(decided.case),
      card: decided.card && (await wordCard(it, decided.card, "en")),
      template: decided.template && fromTemplate(decided.template),
    };
  },

  async withdrawTextDecision({ caseId, expectedVersion }, context) {
    const expert = requireStaff(context, "expert");
    const found = await findOwnCase(it, expert, caseId);
    const { facts } = found;
    requireVersion(facts, expectedVersion);
    if (facts.pending === null) {
      throw new DomainError("precondition", "NOTHING_PENDING", "No decision is pending.", {
        remedy: "Read the case again.",
      });
    }
    const next = { ...facts, pending: null, version: facts.version + 1 };
    const { tenantId, providerId } = facts;
    await inTransaction(it.connection, async (session) => {
      if (!(await it.deskFacts.save(session, next))) throw movedOn();
      const trace = { subject: caseId, tenantId, providerId, by: actorOf(expert), at: it.now() };
      const note = facts.pending?.decision ?? "";
      await it.trail.add({ ...trace, event: "withdrawn", note }, session, {
        before: { proposed: note, ...verdictOf(found) },
      });
    });
    return { case: fromTextCase({ ...found, facts: next, state: "waiting" }) };
  },

  async overrideVerdict({ verdictId, clear, note, language }, context) {
    const expert = requireStaff(context);
    const words = toLanguage(language);
    const caseId = await overriddenCase(it, expert, verdictId);
    const request: DeskRequest = {
      caseId,
      decision: clear ? "approve" : "refuse",
      note: toNote(note, true),
      reasons: [],
      category: "",
      expectedVersion: 0n,
    };
    const decided = await decideTextCase(it, expert, request);
    return {
      case: fromTextCase(decided.case),
      card: decided.card && (await wordCard(it, decided.card, words)),
    };
  },

  async replayPolicy(request, context) {
    const expert = requireStaff(context, "expert");
    const answer = await replayPolicy(it, expert.providerId ?? "", request);
    return { ...answer, sums: answer.sums.map(fromSum), flips: answer.flips.map(fromFlip) };
  },
});

const isAssigned = (assignee: string, asked: string, expert: Principal): boolean => {
  switch (asked) {
    case "me":
      return assignee === actorOf(expert);
    case "none":
      return assignee === "";
    default:
      return true;
  }
};

/**
 * As `caseOfCard`; that somebody tried to override a card that stands for good, or no more, is told for the audit trail of
 * whose card it is.
 */
const overriddenCase = async (
  it: Dependencies,
  expert: Principal,
  verdictId: string,
): Promise<string> => {
  try {
    return await caseOfCard(it, expert, verdictId);
  } catch (error) {
    const card = await it.verdicts.byId(verdictId);
    // What is forbidden is told as such; of a card that is not its caller's nothing is.
    const isTold = error instanceof DomainError && error.kind !== "forbidden";
    if (isTold && card !== undefined && card.providerId === expert.providerId) {
      const { tenantId, providerId } = card;
      const actor = actorOf(expert);
      const about = { entryId: it.newId(), tenantId, providerId, actor, at: it.now() };
      const what = { action: "verdict.not_done", subject: `verdict:${verdictId}` };
      const deed = { ...about, ...what, codes: [error.reason] };
      // An entry that cannot be written does not hide the refusal.
      await inTransaction(it.connection, (session) => it.trail.tell(session, deed)).catch(
        (fault: unknown) => it.log.error({ err: fault, verdictId }, "trace_not_written"),
      );
    }
    throw error;
  }
};

/**
 * The case that a card holds, if the caller's role may override it.
 * @throws DomainError VERDICT_UNKNOWN, VERDICT_FINAL, VERDICT_NOT_STANDING, ROLE_REQUIRED
 */
const caseOfCard = async (
  it: Dependencies,
  { providerId = "", roles }: Principal,
  verdictId: string,
): Promise<string> => {
  const card = await it.verdicts.byId(verdictId);
  if (card === undefined || card.providerId !== providerId) {
    throw new DomainError("not_found", "VERDICT_UNKNOWN", "There is no such verdict.");
  }
  if (card.overrideBy === "") {
    throw new DomainError("precondition", "VERDICT_FINAL", "Nobody may decide otherwise.", {
      remedy: card.remedy === "" ? "It needs none: it was cleared." : card.remedy,
    });
  }
  if (!roles.includes(card.overrideBy)) {
    throw new DomainError("forbidden", "ROLE_REQUIRED", `This needs the role ${card.overrideBy}.`, {
      remedy: `Ask somebody with the role ${card.overrideBy}.`,
    });
  }
  if ((await it.verdicts.overriding(verdictId)) !== undefined) {
    throw new DomainError("conflict", "VERDICT_NOT_STANDING", "Another card took its place.", {
      remedy: "Read the card that overridden_by names.",
    });
  }
  return card.subject;
};
