import type { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import {
  actorOf,
  DomainError,
  inTransaction,
  type Logger,
  type Principal,
} from "@whiteline/service-kit";
import { decideAtDesk, decidingOf } from "./domain/campaign-case.js";
import {
  lookTwice,
  reasonCodes,
  type DeskDecision,
  type DeskFacts,
  type DeskReason,
} from "./domain/desk-facts.js";
import type { Template } from "./domain/template.js";
import type { VerdictCard } from "./domain/verdict.js";
import { tellVerdict } from "./events/publish.js";
import { findTextCase, type FindingTextCases, type TextCase } from "./find-text-cases.js";
import {
  judgeCampaign,
  keepTexts,
  writeCampaignCard,
  type JudgedText,
  type JudgingCampaigns,
  type WrittenText,
} from "./judge-campaign.js";
import type { Trail } from "./keep-trail.js";
import { toCampaignFacts, toNote, toReviewedCategory } from "./proto.js";
import { reviewTemplate } from "./review-template.js";
import type { SamePerson } from "./same-person.js";
import type { ContentReviewStore } from "./store/content-reviews.js";
import type { TemplateStore } from "./store/templates.js";
import { withTrace } from "./trace.js";

export type DecidingTexts = Omit<JudgingCampaigns, "lines"> &
  FindingTextCases & {
    readonly lines: JudgingCampaigns["lines"] & FindingTextCases["lines"];
    readonly templates: TemplateStore;
    readonly trail: Trail;
    readonly samePerson: SamePerson;
    readonly contentReviews: Pick<ContentReviewStore, "add">;
    readonly log: Pick<Logger, "error">;
  };

export type DeskRequest = {
  readonly caseId: string;
  readonly decision: DeskDecision;
  readonly note: string;
  readonly reasons: readonly DeskReason[];
  /** What the expert found the text to be, a category of the market; may be empty. */
  readonly category: string;
  /** The version that was read; 0: whatever it is now. */
  readonly expectedVersion: bigint;
};

export type Decided = {
  readonly case: TextCase;
  readonly card?: VerdictCard | undefined;
  readonly template?: Template | undefined;
};

/**
 * The desk's word on a text or campaign. A large campaign is approved by two people. Saying the same
 * again answers what stands.
 * @throws DomainError TEXT_CASE_UNKNOWN, CASE_MOVED_ON, CASE_CLOSED, SECOND_PERSON_NEEDED,
 *   NOTE_NEEDED, REASONS_NEEDED, REASON_UNKNOWN, CATEGORY_UNKNOWN
 */
export const decideTextCase = async (
  it: DecidingTexts,
  expert: Principal,
  request: DeskRequest,
): Promise<Decided> => {
  const { caseId } = request;
  const found = await findOwnCase(it, expert, caseId);
  const { tenantId, providerId } = found.facts;
  const by = actorOf(expert);
  const about = { subject: caseId, tenantId, providerId, by, tried: request.decision };
  return withTrace(it, about, async () => {
    checkReasons(request);
    return found.kind === "template"
      ? decideTemplate(it, expert, found, request)
      : decideCampaign(it, by, found, request);
  });
};

/** @throws DomainError TEXT_CASE_UNKNOWN */
export const findOwnCase = async (
  it: FindingTextCases,
  expert: Principal,
  caseId: string,
): Promise<TextCase> => {
  const found = await findTextCase(it, expert.providerId ?? "", caseId);
  if (found !== undefined) return found;
  throw new DomainError("not_found", "TEXT_CASE_UNKNOWN", "There is no such case at this desk.", {
    remedy: "Look at the queue of the desk.",
  });
};

const decideTemplate = async (
  it: DecidingTexts,
  expert: Principal,
  found: Extract<TextCase, { kind: "template" }>,
  request: DeskRequest,
): Promise<Decided> => {
  const { template, facts } = found;
  if (template.state !== "under_review") throw closed(template.state);
  requireVersion(facts, request.expectedVersion);
  const note = noteWith(request);
  // Its own version is the judge: a review by the other door in between is told apart here.
  const review = {
    templateId: template.templateId,
    approve: request.decision === "approve",
    note,
    category: request.category,
    expectedVersion: BigInt(template.version),
  };
  const reasons = request.reasons.map(({ code }) => code);
  const reviewed = await reviewTemplate(it, expert, review, reasons);
  const after = await findOwnCase(it, expert, facts.caseId);
  return { case: after, template: reviewed };
};

const decideCampaign = async (
  it: DecidingTexts,
  by: string,
  found: Extract<TextCase, { kind: "campaign" }>,
  request: DeskRequest,
): Promise<Decided> => {
  const { facts, campaign } = found;
  const { decision } = request;
  if (found.materialised === undefined || campaign.held === undefined) {
    const standing = await it.verdicts.byId(campaign.verdictId);
    const isSame = facts.decided === decidedWord(decision) && standing?.overrides !== "";
    if (standing !== undefined && isSame) return { case: found, card: standing };
    throw closed(found.state);
  }
  requireVersion(facts, request.expectedVersion);
  const note = toNote(request.note, decision === "refuse");
  const at = it.now();
  const said = { decision, by, at, note };
  const isSame = facts.pending !== null && (await it.samePerson(facts.pending.by, by));
  const eyes = lookTwice(facts.pending, said, {
    needsTwo: found.needsTwo && decision === "approve",
    isSamePerson: isSame,
  });
  if (eyes.kind === "same_person") throw secondPersonNeeded();
  const next = { ...facts, version: facts.version + 1 };
  const trace = { ...traceOf(facts, by, at), note: noteWith(request) };
  if (eyes.kind === "pending") {
    const waiting: DeskFacts = { ...next, pending: eyes.pending };
    await inTransaction(it.connection, async (session) => {
      if (!(await it.deskFacts.save(session, waiting))) throw movedOn();
      const after = { proposed: decision, ...verdictOf(found) };
      await it.trail.add({ ...trace, event: `${decision}:proposed` }, session, { after });
    });
    return { case: { ...found, facts: waiting, state: "second_person" } };
  }

  const materialised: CampaignMaterialised = found.materialised;
  const reasons = request.reasons.map(({ code }) => code);
  const desk = { decision, note: noteWith(request), reasons, decidedBy: eyes.decidedBy };
  const judged = await judgeCampaign(it, toCampaignFacts(materialised));
  const write = (text: JudgedText): WrittenText => {
    const judgement = decideAtDesk(text.judgement, desk);
    const overrides = campaign.verdictIds?.[judged.indexOf(text)] ?? campaign.verdictId;
    return writeCampaignCard(it, { ...text, judgement }, { overrides, reasons, note });
  };
  // The word is said of every text, so the one that decided before decides after it.
  const decides = decidingOf(judged);
  const standing = write(decides);
  // Of cases from before their cards were kept, only the one that stands is known.
  const isKept = campaign.verdictIds !== undefined;
  const beside = isKept ? judged.filter((text) => text !== decides).map(write) : [];
  const { campaign: about, sending, judgement, card } = standing;
  const category = toReviewedCategory(sending.pack, request.category);
  // What a rule refuses meanwhile the desk cannot clear: the rule's word stands then.
  const isDesks = card.overrides !== "" && judgement.deciding?.code.startsWith("desk_") === true;
  const decided = isDesks ? decidedWord(decision) : judgement.decision;
  const after: DeskFacts = { ...next, pending: null, decided };
  await inTransaction(it.connection, async (session) => {
    const end = { ...campaign, decision: judgement.decision, verdictId: card.verdictId };
    if (!(await it.campaignCases.close(session, end))) throw movedOn();
    if (!(await it.deskFacts.save(session, after))) throw movedOn();
    await keepTexts(it, session, [standing, ...beside]);
    if (about.text !== "") {
      await it.contentReviews.add(session, {
        reviewId: it.newId(),
        tenantId: about.tenantId,
        providerId: about.providerId,
        market: sending.line?.market ?? "",
        subject: facts.caseId,
        text: about.text,
        approved: decision === "approve",
        category,
        at,
      });
    }
    const [first = "", second] = eyes.decidedBy;
    await it.trail.add({ ...trace, event: decided }, session, {
      before: verdictOf(found),
      after: {
        verdict: card.verdictId,
        rule: card.decidingRule,
        ...(second !== undefined && { proposed_by: first }),
      },
      codes: reasons,
    });
    await tellVerdict(it.events.outbox, session, materialised, { judgement, card });
  });
  return { case: { ...found, facts: after, state: decided }, card };
};

/** The card that holds a campaign; a template has none. */
export const verdictOf = (found: TextCase): { readonly verdict?: string } =>
  found.kind === "campaign" ? { verdict: found.campaign.verdictId } : {};

const decidedWord = (decision: DeskDecision): string =>
  decision === "approve" ? "cleared" : decision === "return" ? "returned" : "refused";

const traceOf = ({ caseId, tenantId, providerId }: DeskFacts, by: string, at: Date) => ({
  subject: caseId,
  tenantId,
  providerId,
  by,
  at,
});

/** The note with what each reason adds to it: what the sender reads. */
export const noteWith = ({ note, reasons }: Pick<DeskRequest, "note" | "reasons">): string =>
  [...reasons.map(({ code, note: more }) => (more === "" ? code : `${code}: ${more}`)), note.trim()]
    .filter((part) => part !== "")
    .join("; ");

/** @throws DomainError REASONS_NEEDED, REASON_UNKNOWN */
const checkReasons = ({ decision, reasons }: DeskRequest): void => {
  const known: readonly string[] = reasonCodes;
  const unknown = reasons.find(({ code }) => !known.includes(code));
  if (unknown !== undefined) {
    throw new DomainError("invalid", "REASON_UNKNOWN", "There is no such reason.", {
      remedy: `Take one of ${reasonCodes.join(", ")}.`,
    });
  }
  if (decision === "return" && reasons.length === 0) {
    throw new DomainError("invalid", "REASONS_NEEDED", "A return names its reasons.", {
      remedy: `Name at least one of ${reasonCodes.join(", ")}.`,
    });
  }
};

/** @throws DomainError CASE_MOVED_ON */
export const requireVersion = (
  { version }: { readonly version: number },
  expected: bigint,
): void => {
  if (expected !== 0n && BigInt(version) !== expected) throw movedOn();
};

export const movedOn = (): DomainError =>
  new DomainError("conflict", "CASE_MOVED_ON", "The case has another version than the one read.", {
    remedy: "Read it again and decide on what it says now.",
  });

const closed = (state: string): DomainError =>
  new DomainError("precondition", "CASE_CLOSED", `The case is decided: ${state}.`, {
    remedy: "Look at its history.",
  });

export const secondPersonNeeded = (): DomainError =>
  new DomainError(
    "precondition",
    "SECOND_PERSON_NEEDED",
    "Two different people decide this, and you were the first.",
    { remedy: "Have a colleague send the same decision." },
  );
