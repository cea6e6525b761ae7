import {
  ApplicationApproved,
  ApplicationReturned,
  ApplicationSubmitted,
  LineActivated,
  LineExpiring,
  LineRevoked,
  LineSuspended,
  TrailExtended,
} from "@whiteline/contracts/lines_registry/v1/events";
import type { Outbox, TrailFields } from "@whiteline/events";
import type { Application, HistoryEntry } from "../domain/application.js";
import { statusOf, type Line } from "../domain/line.js";
import { fromLine } from "../proto.js";
import type { Commit } from "../store/commit.js";

type Session = Parameters<Parameters<Commit>[0]>[0];

/**
 * Keeps the facts of an application's newest step in the transaction that makes it true: its entry of the audit trail
 * always, what others act upon where the pack says that it is told.
 */
export async function tellStep(
  outbox: Outbox,
  session: Session,
  application: Application,
  entry: HistoryEntry,
): Promise<void> {
  const { applicationId, tenantId, providerId, family, findings } = application;
  const { tells, at, event, by: actor, from, to } = entry;
  const entryId = `application:${applicationId}:${application.version}`;
  const said = { action: `application.${event}`, subject: `application:${applicationId}` };
  const codes = [...new Set(findings.map(({ code }) => code))];
  const nothing = { before: {}, after: {} };
  const told = { entryId, tenantId, providerId, actor, ...said, from, to, codes, ...nothing, at };
  await outbox.add(session, TrailExtended, told, `trail:${entryId}`);
  const version = BigInt(application.version);
  const eventId = `application:${applicationId}:${application.version}`;
  switch (tells) {
    case "submitted": {
      const fact = { applicationId, tenantId, providerId, family, version, at };
      return outbox.add(session, ApplicationSubmitted, fact, eventId);
    }
    case "returned": {
      const fact = { applicationId, tenantId, codes, version, at };
      return outbox.add(session, ApplicationReturned, fact, eventId);
    }
    case "approved": {
      const fact = { applicationId, tenantId, version, at };
      return outbox.add(session, ApplicationApproved, fact, eventId);
    }
    case null:
    case undefined:
      return;
  }
}

/** Keeps the fact of a line's newest version; it carries the whole line. */
export async function tellLine(
  outbox: Outbox,
  session: Session,
  line: Line,
  { reason, at }: { readonly reason: string; readonly at: Date },
): Promise<void> {
  const eventId = `line:${line.lineId}:${line.version}`;
  const told = { line: fromLine(line), at };
  switch (statusOf(line)) {
    case "active":
      return outbox.add(session, LineActivated, told, eventId);
    case "suspended":
    case "expired":
      return outbox.add(session, LineSuspended, { ...told, reason }, eventId);
    case "removed":
      return outbox.add(session, LineRevoked, { ...told, reason }, eventId);
  }
}

/** Keeps the fact that a term ends soon; told once per notice of a term. */
export async function tellExpiring(
  outbox: Outbox,
  session: Session,
  line: Line,
  term: {
    readonly renewsOn: string;
    readonly notice: number;
    readonly daysLeft: number;
    readonly at: Date;
  },
): Promise<void> {
  const { renewsOn, notice, daysLeft, at } = term;
  const eventId = `line-expiring:${line.lineId}:${renewsOn}:${notice}`;
  return outbox.add(
    session,
    LineExpiring,
    { line: fromLine(line), renewsOn, daysLeft, at },
    eventId,
  );
}

/** Keeps the entry of the audit trail of what is no step of a case and in no trail of a case or line. */
export async function tellDeed(
  outbox: Outbox,
  session: Session,
  deed: {
    readonly entryId: string;
    /** "": it is the provider's matter, and goes into its chain. */
    readonly tenantId: string;
    readonly providerId: string;
    readonly actor: string;
    readonly action:
      | "application.refused"
      | "application.dossier_exported"
      | "line.entered"
      | "provider.recorded"
      | "calendar.day_set"
      | "consultation.closed"
      | "call.refused";
    readonly subject: string;
    readonly codes?: readonly string[];
    readonly before?: TrailFields;
    readonly after?: TrailFields;
    readonly at: Date;
  },
): Promise<void> {
  const fact = { codes: [], before: {}, after: {}, ...deed, from: "", to: "" };
  return outbox.add(session, TrailExtended, fact, `trail:${deed.entryId}`);
}
