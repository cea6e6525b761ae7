import { ComplaintOpened, ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import { SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { LineActivated } from "@whiteline/contracts/lines_registry/v1/events";
import { ImportFinished } from "@whiteline/contracts/lists/v1/events";
import { MaintenancePaid, MaintenanceUnpaid } from "@whiteline/contracts/pricing/v1/events";
import type { Events, Loop } from "@whiteline/events";
import { inRounds } from "@whiteline/service-kit";
import { complaintCounter, lifeChanger } from "../change-life.js";
import { refreshedBy } from "../domain/line-life.js";
import { submittedMessages } from "../domain/submitted-messages.js";
import { feeFollower } from "../follow-fees.js";
import type { stepLine } from "../line-steps.js";
import type { Parts } from "../parts.js";
import { sanctionLine } from "../sanction-line.js";
import type { ChunkVolume } from "../store/line-volumes.js";

type Needs = Parameters<typeof stepLine>[0] &
  Pick<Parts, "volumes" | "feeWords" | "log"> & { readonly events: Pick<Events, "subscribe"> };

/** Snapshots of chunks taken in at a time, and those that come within so long are one write; each counts by its own id. */
const CONCURRENCY = 64;
const GATHER_MS = 100;

/** Everything lines-registry hears, as loops by name. */
export function hear(parts: Needs): Readonly<Record<string, Loop>> {
  const { events, lines, volumes, now } = parts;
  const change = lifeChanger(parts);
  const countComplaint = complaintCounter(parts);
  const fees = feeFollower(parts);
  const record = inRounds(async (chunks: readonly ChunkVolume[]) => {
    await volumes.record(chunks);
    return () => undefined;
  }, GATHER_MS);

  return {
    violations: events.subscribe(ViolationConfirmed, async (fact) => {
      const line = await lines.byId(fact.lineId);
      if (line === undefined || line.platform) return;
      await sanctionLine(parts, line, fact);
    }),
    complaints: events.subscribe(ComplaintOpened, async ({ lineId, complaintId: id, source }) => {
      const line = await lines.byId(lineId);
      if (line === undefined) return;
      const who = { actor: "platform", by: "service:compliance" };
      await countComplaint(line, who, { id, note: `${id}: ${source}` });
    }),
    unpaid: events.subscribe(MaintenanceUnpaid, fees.heard("fee_unpaid")),
    paid: events.subscribe(MaintenancePaid, fees.heard("fee_paid")),
    awake: events.subscribe(LineActivated, fees.awake),
    imports: events.subscribe(ImportFinished, async ({ governsLineIds, at, ...fact }) => {
      for (const lineId of governsLineIds) {
        const line = await lines.byId(lineId);
        if (line?.tenantId !== fact.tenantId) continue;
        const listVersion = Number(fact.listVersion);
        await change(line, { actor: "platform", by: "service:lists" }, (life) => {
          const { listId } = fact;
          const settled = refreshedBy(life, { listVersion, listId, at: at ?? now() });
          if (settled === undefined) return undefined;
          return { life: settled, event: "list_refreshed", note: `version ${listVersion}` };
        });
      }
    }),
    volumes: events.subscribe(
      SubmitsRecorded,
      async ({ chunkId, lineId, complete, parts: counts, codes, submittedAt }) => {
        if (!complete || lineId === "") return;
        const messages = submittedMessages(counts, codes);
        if (messages === 0) return;
        await record({ chunkId, lineId, messages, at: submittedAt ?? now() });
      },
      { concurrency: CONCURRENCY },
    ),
  };
}
