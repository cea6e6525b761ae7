import type {
  Application,
  Line,
  PendingDecision,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type {
  RequestConversionRequest,
  RequestTransferRequest,
} from "@whiteline/contracts/lines_registry/v1/line_life";
import type { z } from "zod";

import type * as shapes from "../shapes/line-life.js";
import type { application } from "../shapes/applications.js";
import type { line } from "../shapes/lines.js";
import { kinds, types } from "./line-words.js";
import { fromTime, given, maybeMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<Extract<(typeof shapes)[Name], z.ZodType>>;
type ApplicationLife = Pick<z.output<typeof application>, keyof typeof shapes.applicationLife>;
type LineLife = Pick<z.output<typeof line>, keyof typeof shapes.lineLife>;

/** What an application tells beside its papers and steps. */
export function fromApplicationLife(application: Application): ApplicationLife {
  return {
    kind: given(application.kind),
    operatorAnswers: application.operatorAnswers.map(({ words, reference, at }) => ({
      words,
      reference: given(reference),
      at: fromTime(at),
    })),
    pendingDecision: fromPending(application.pendingDecision),
    originals: [...application.originals],
  };
}

/** What a line tells of its later life. */
export function fromLineLife(line: Line): LineLife {
  const { volume, listRefresh } = line;
  const refresh = refreshStates.get(listRefresh?.state ?? "");
  return {
    renewsOn: given(line.renewsOn),
    price: maybeMoney(line.price),
    whiteListed: line.whiteListed,
    listRefresh: listRefresh &&
      refresh && {
        state: refresh,
        calledAt: fromTime(listRefresh.calledAt),
        dueOn: given(listRefresh.dueOn),
        listVersion: Number(listRefresh.listVersion),
        refreshedAt: fromTime(listRefresh.refreshedAt),
        listId: given(listRefresh.listId),
      },
    volume: volume && { messages: Number(volume.messages), days: volume.days },
    complaints: Number(line.complaints),
    history: line.history.map(({ at, actor, event, from, to, note, by, byName }) => ({
      at: fromTime(at),
      actor,
      event,
      from: given(from),
      to: given(to),
      note: given(note),
      by: given(by),
      byName: given(byName),
    })),
    pendingDecision: fromPending(line.pendingDecision),
    possibleRequests: line.possibleRequests.flatMap((word) => requestWords.get(word) ?? []),
    openCaseId: given(line.openCaseId),
  };
}

const refreshStates: ReadonlyMap<string, "fresh" | "refresh_due" | "overdue"> = new Map(
  (["fresh", "refresh_due", "overdue"] as const).map((word) => [word, word]),
);

const requestWords: ReadonlyMap<string, LineLife["possibleRequests"][number]> = new Map(
  (["to_advertising", "to_service", "purposes"] as const).map((word) => [word, word]),
);

function fromPending(pending: PendingDecision | undefined) {
  return (
    pending && {
      event: pending.event,
      by: pending.by,
      at: fromTime(pending.at),
      note: given(pending.note),
    }
  );
}

export function toConversion(
  body: Json<"newConversion">,
  requestId: string,
  lineId: string,
): RequestConversionRequest {
  return { requestId, lineId, to: types[body.to], note: body.note, documentIds: body.documents };
}

export function toTransfer(
  { documents, applicant, ...body }: Json<"newTransfer">,
  requestId: string,
): RequestTransferRequest {
  return {
    ...body,
    requestId,
    documentIds: documents,
    applicant: { ...applicant, kind: kinds[applicant.kind], facts: {} },
  };
}
