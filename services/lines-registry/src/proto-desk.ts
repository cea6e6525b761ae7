import type {
  Case as CaseMessage,
  CaseDocument,
  GetCaseResponse,
  ItemVerdict as ItemVerdictMessage,
  LineAlarm,
  PossibleEvent,
  TimelineEntry,
} from "@whiteline/contracts/lines_registry/v1/desk";
import type {
  Line as LineMessage,
  LineEvent,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { stateMachine, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import {
  missingOriginals,
  possibleEvents,
  stepOf,
  type Application,
} from "./domain/application.js";
import type { CaseField } from "./domain/case-fields.js";
import type { CaseView } from "./domain/case-view.js";
import { originalsOf } from "./domain/checklist.js";
import { emptyDesk, type ItemVerdict } from "./domain/desk.js";
import { refreshState, type LineLife } from "./domain/line-life.js";
import type { Line } from "./domain/line.js";
import { fromApplication, fromLine, lineTypes } from "./proto.js";
import type { TrailEntry } from "./store/trail.js";

/** A case with what the queue shows of it. */
export type QueuedCase = {
  readonly application: Application;
  readonly filedAt: Date;
  readonly applicantName: string;
  readonly view: CaseView;
};

export function fromCase({ application, filedAt, applicantName, view }: QueuedCase): CaseMessage {
  const { applicationId, tenantId, family, lineType, lineNumber, state, version } = application;
  return {
    caseId: applicationId,
    tenantId,
    applicantName,
    family,
    lineType: lineTypes[lineType],
    sender: lineNumber,
    state,
    kind: application.caseKind ?? "obtain",
    assignee: application.desk?.assignee ?? "",
    submittedAt: filedAt,
    ageWorkingDays: view.ageWorkingDays,
    dueOn: view.dueOn ?? "",
    dueSource: view.dueSource,
    overdue: view.overdue,
    version: BigInt(version),
    operator: application.operator,
  };
}

/** A document as accounts knows it, named as it is filed. */
export type FiledDocument = {
  readonly documentCode: string;
  readonly documentId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly originalName: string;
};

export function fromCaseFile(
  pack: MarketPack,
  queued: QueuedCase,
  file: {
    readonly documents: readonly FiledDocument[];
    readonly fields: readonly CaseField[];
    readonly trail: readonly TrailEntry[];
  },
): GetCaseResponse {
  const { application } = queued;
  const verdicts = (application.desk ?? emptyDesk).verdicts;
  const verdictOf = (item: string, documentId: string) => {
    const known = verdicts.find(
      (verdict) => verdict.item === item && verdict.documentId === documentId,
    );
    return known && fromVerdict(known);
  };
  return {
    case: fromCase(queued),
    application: fromApplication(pack, application),
    documents: file.documents.map((document): CaseDocument => ({
      ...document,
      verdict: verdictOf(`document:${document.documentCode}`, document.documentId),
      original: originalWord(pack, application, document.documentCode),
    })),
    fields: file.fields.map((field) => ({
      ...field,
      verdict: verdictOf(`field:${field.field}`, ""),
    })),
    timeline: timelineOf(application, file.trail),
    possibleEvents: possibleEvents(pack, application).flatMap((event): PossibleEvent[] => {
      const step = stepOf(pack, application, event);
      if (step === undefined || step.role === "platform") return [];
      const { to, role, needs } = step;
      return [
        {
          event,
          to,
          role,
          needsReasons: needs.includes("reasons"),
          needsSecondPair: needs.includes("second_person"),
          needsOriginals: needs.includes("originals"),
          needsWords: needs.includes("words"),
        },
      ];
    }),
  };
}

export function fromVerdict({
  documentId: _documentId,
  ...verdict
}: ItemVerdict): ItemVerdictMessage {
  return verdict;
}

const item = /^(?:document|field):[\w|-]{1,100}$/u;
const longestNote = 500;

/** @throws DomainError invalid VERDICTS_INVALID */
export function toVerdicts(
  items: readonly ItemVerdictMessage[],
  {
    by,
    at,
    documentIds,
  }: {
    readonly by: string;
    readonly at: Date;
    readonly documentIds: Readonly<Record<string, string>>;
  },
): readonly ItemVerdict[] {
  const names = new Set(items.map((each) => each.item));
  if (items.length === 0 || names.size !== items.length)
    throw verdictsInvalid("Give each item once.");
  return items.map(({ item: name, verdict, note }) => {
    if (!item.test(name)) throw verdictsInvalid("An item is document:<code> or field:<name>.");
    if (verdict !== "accepted" && verdict !== "rejected") {
      throw verdictsInvalid("A verdict is accepted or rejected.");
    }
    if (verdict === "rejected" && note.trim() === "") {
      throw verdictsInvalid("Write what is wrong into the note; the applicant reads it.");
    }
    if (note.length > longestNote) {
      throw verdictsInvalid(`A note has at most ${longestNote} characters.`);
    }
    const code = name.startsWith("document:") ? name.slice("document:".length) : undefined;
    const documentId = code === undefined ? "" : documentIds[code];
    if (documentId === undefined) throw verdictsInvalid("The case has no such document.");
    return { item: name, verdict, note, by, at, documentId };
  });
}

function verdictsInvalid(remedy: string): DomainError {
  return new DomainError("invalid", "VERDICTS_INVALID", "The verdicts cannot be kept.", { remedy });
}

/** Steps and everything else that happened, the oldest first. */
function timelineOf(
  { history }: Application,
  trail: readonly TrailEntry[],
): readonly TimelineEntry[] {
  const steps = history.map(({ tells: _tells, ...step }) => step);
  const others = trail.map(({ subject: _subject, providerId: _providerId, ...entry }) => entry);
  return [...steps, ...others].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function originalWord(pack: MarketPack, application: Application, code: string): string {
  const { providerId, family } = application;
  if (!originalsOf(pack, providerId, family).includes(code)) return "";
  return missingOriginals(pack, application).includes(code) ? "awaited" : "arrived";
}

/** What a line tells beside facts and snapshots. */
export type LineStory = {
  readonly life: LineLife | undefined;
  readonly messages: number;
  readonly history: readonly LineEvent[];
  /** Of the line's own case. */
  readonly pending: NonNullable<Application["desk"]>["pending"];
  readonly today: string;
};

export function withLife(
  pack: MarketPack,
  line: Line,
  { life, messages, history, pending, today }: LineStory,
): LineMessage {
  const refresh = life?.refresh ?? null;
  return {
    ...fromLine(line),
    renewsOn: life?.renewsOn ?? "",
    price: life?.price ?? undefined,
    listRefresh:
      line.governedByList || refresh !== null
        ? {
            state: refreshState({ refresh }, today),
            calledAt: refresh?.calledAt,
            dueOn: refresh?.dueOn ?? "",
            listVersion: BigInt(life?.listVersion ?? 0),
            refreshedAt: life?.refreshedBy?.at,
            listId: life?.refreshedBy?.listId ?? "",
          }
        : undefined,
    volume: { messages: BigInt(messages), days: pack.lineLife.volumeDays },
    complaints: BigInt(life?.complaints ?? 0),
    history,
    pendingDecision: pending ?? life?.pending ?? undefined,
  };
}

export function fromLineAlarm(
  { lineId, tenantId, number, family }: Line,
  dueOn: string,
  today: string,
): LineAlarm {
  return { lineId, tenantId, number, family, dueOn, overdue: dueOn < today };
}

/** The states of a market's machines in which a case is open at the desk or with an operator. */
export function openStates(pack: MarketPack): readonly string[] {
  const names = [
    ...pack.families.flatMap(({ stateMachine: name }) => name ?? []),
    pack.lineLife.toAdvertising ?? [],
    pack.lineLife.purposes ?? [],
    pack.lineLife.transfer ?? [],
  ].flat();
  const machines = [...new Set(names)].flatMap((name) => stateMachine(pack, name) ?? []);
  return [
    ...new Set(
      machines
        .flatMap(({ states, terminal }) =>
          states.filter(({ name, line }) => line === null && !terminal.includes(name)),
        )
        .map(({ name }) => name),
    ),
  ];
}
