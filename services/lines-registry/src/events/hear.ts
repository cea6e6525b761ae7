import { ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import { SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { MaintenancePaid, MaintenanceUnpaid } from "@whiteline/contracts/pricing/v1/events";
import type { Events, Loop } from "@whiteline/events";
import { DomainError } from "@whiteline/service-kit";
import { submittedMessages } from "../domain/submitted-messages.js";
import { sanctionOf } from "../domain/violation.js";
import { hasHappened, stepLine, type LineAct } from "../line-steps.js";
import type { Parts } from "../parts.js";

type Needs = Parameters<typeof stepLine>[0] &
  Pick<Parts, "volumes" | "log"> & { readonly events: Pick<Events, "subscribe"> };

/** Snapshots of chunks taken in at a time; each counts by its own id. */
const CONCURRENCY = 4;

/** Everything lines-registry hears, as loops by name. */
export function hear(parts: Needs): Readonly<Record<string, Loop>> {
  const { events, lines, packs, volumes, now, log } = parts;

  /** A fact that comes again, or late, finds that its step does not lead on any more. */
  const act = async (lineId: string, by: string, of: LineAct): Promise<void> => {
    const line = await lines.byId(lineId);
    if (line === undefined || line.platform) return;
    try {
      await stepLine(parts, line, of, { roles: ["operations"], by });
    } catch (error) {
      if (!(error instanceof DomainError) || error.reason !== "STEP_IMPOSSIBLE") throw error;
      log.info({ lineId, events: of.events }, "line_step_not_needed");
    }
  };

  return {
    violations: events.subscribe(ViolationConfirmed, async (fact) => {
      const line = await lines.byId(fact.lineId);
      if (line === undefined) return;
      const sanction = sanctionOf(packs.of(line.market, now()), line, fact.violation);
      if (sanction === undefined) {
        log.warn({ lineId: fact.lineId, violation: fact.violation }, "violation_unknown");
        return;
      }
      const word = `${fact.violationId}: `;
      if (await hasHappened(parts, line, word)) return;
      const note = `${word}${sanction.note}`;
      const events = [sanction.event];
      await act(fact.lineId, "service:compliance", { events, note, operator: "" });
    }),
    unpaid: events.subscribe(MaintenanceUnpaid, ({ lineId, operator, month }) =>
      act(lineId, "service:pricing", { events: ["fee_unpaid"], note: month, operator }),
    ),
    paid: events.subscribe(MaintenancePaid, ({ lineId, operator, month }) =>
      act(lineId, "service:pricing", { events: ["fee_paid"], note: month, operator }),
    ),
    volumes: events.subscribe(
      SubmitsRecorded,
      async ({ chunkId, lineId, complete, parts: counts, codes, submittedAt }) => {
        if (!complete || lineId === "") return;
        const messages = submittedMessages(counts, codes);
        if (messages === 0) return;
        await volumes.record(chunkId, { lineId, messages, at: submittedAt ?? now() });
      },
      { concurrency: CONCURRENCY },
    ),
  };
}
