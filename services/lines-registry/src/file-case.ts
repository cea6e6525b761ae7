import { DomainError } from "@whiteline/service-kit";
import type { MarketPack } from "@whiteline/markets";
import { advance } from "./domain/advance.js";
import { filingEvent, machineOf, newApplication, type Application } from "./domain/application.js";
import type { Applicant } from "./domain/checklist.js";
import type { ApplicationContent } from "./domain/completeness.js";
import type { Finding } from "./domain/finding.js";
import { tellStep } from "./events/publish.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { stepRefused } from "./refuse.js";

type Needs = Pick<Parts, "now" | "newId" | "applications" | "commit" | "outbox">;

/** A case that is filed without a form: a change of a line, or a line from another provider. */
export type NewCase = {
  readonly requestId: string;
  readonly by: string;
  /** In the applicant's own words, for the first step. */
  readonly note: string;
  readonly documentIds: Readonly<Record<string, string>>;
  readonly applicant: Applicant;
  /** What its applicant and the desk must know of it. */
  readonly warnings?: readonly Finding[];
  readonly opened: Omit<Parameters<typeof newApplication>[1], "applicationId" | "groupId"> & {
    readonly lineId: string | null;
  };
};

/**
 * Files a case that was judged complete.
 * @throws duplicate key when the request id was used, or such a case is under way
 */
export async function fileCase(
  { now, newId, applications, commit, outbox }: Needs,
  pack: MarketPack,
  { requestId, by, note, documentIds, applicant, opened, warnings = [] }: NewCase,
): Promise<Application> {
  const at = now();
  const { family, caseKind, lineId, providerId, lineNumber, lineType } = opened;
  const machine = machineOf(pack, family, caseKind);
  if (machine === undefined) throw notOffered();
  const applicationId = newId();
  const start = {
    ...newApplication(machine, { ...opened, applicationId, groupId: applicationId }),
    lineId,
  };
  const filing = { deficiencies: [], warnings, fileNames: {}, owesNotice: false };
  const event = filingEvent(pack, start) ?? "";
  const step = { event, note, findings: [], originals: [], filing };
  const moment = { at, today: dayOf(at, pack.timezone) };
  const moved = advance(pack, start, step, { roles: ["applicant"], by }, moment);
  if (moved.kind === "refused") throw stepRefused(moved.refusal);
  const { application } = moved;
  const content: ApplicationContent = {
    providerId,
    family,
    lineNumber,
    lineType,
    spellings: [],
    applicant,
    form: undefined,
    note: undefined,
    documentIds,
    customerListImportId: "",
  };
  await commit(async (session) => {
    await applications.insert(session, application, { requestId, at, content, given: content });
    const entry = application.history.at(-1);
    if (entry !== undefined) await tellStep(outbox, session, application, entry);
  });
  return application;
}

function notOffered(): DomainError {
  return new DomainError("precondition", "CASE_NOT_OFFERED", "The market knows no such case.", {
    remedy: "Ask your provider what can be done with the line.",
  });
}
