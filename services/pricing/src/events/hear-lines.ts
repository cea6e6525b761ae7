import {
  LineActivated,
  LineRevoked,
  LineSuspended,
} from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus, type Line } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import { Poison, type Events } from "@whiteline/events";
import { dueIds } from "../domain/due.js";
import type { HolderBook } from "../holders.js";
import type { MoveMoney } from "../movement-queue.js";
import { raiseFeesOf } from "../raise-fees.js";
import type { DueStore } from "../store/dues.js";
import type { FeeLineStore } from "../store/fee-lines.js";

type Dependencies = {
  readonly events: Pick<Events, "subscribe">;
  readonly holders: Pick<HolderBook, "find">;
  readonly feeLines: FeeLineStore;
  readonly dues: DueStore;
  readonly moveMoney: MoveMoney;
  readonly now: () => Date;
};

const CONCURRENCY = { concurrency: 4 };

const isOver = (status: LineStatus): boolean =>
  status === LineStatus.REMOVED || status === LineStatus.EXPIRED;

/** What raises fees and fines: the life of lines, and violations that two people confirmed. */
export const hearLines = (it: Dependencies) => {
  const raise = raiseFeesOf(it);

  const heard = async (line: Line | undefined, at: Date | undefined, ended: boolean) => {
    if (line === undefined) throw new Poison("a fact of a line without the line");
    const { lineId, tenantId, providerId, version, operators } = line;
    const where = (holds: (status: LineStatus) => boolean) =>
      operators.filter(({ status }) => holds(status)).map(({ operator }) => operator);
    const kept = await it.feeLines.hear({
      ...{ lineId, tenantId, providerId, version, ended },
      // A line without a case runs out as a whole, whatever its operators say.
      activeAt: isOver(line.status) ? [] : where((status) => status === LineStatus.ACTIVE),
      overAt: where((status) => isOver(line.status) || isOver(status)),
      at: at ?? it.now(),
    });
    // All of its months, since one that failed before may be missing: what is known is not raised again.
    await raise({ ...kept, raised: "" });
  };

  return {
    lineActivated: it.events.subscribe(
      LineActivated,
      ({ line, at }) => heard(line, at, false),
      CONCURRENCY,
    ),
    // A line that sleeps at one operator may still be active at others that were not heard of.
    lineSuspended: it.events.subscribe(
      LineSuspended,
      ({ line, at }) => heard(line, at, false),
      CONCURRENCY,
    ),
    lineRevoked: it.events.subscribe(
      LineRevoked,
      ({ line, at }) => heard(line, at, true),
      CONCURRENCY,
    ),
    violations: it.events.subscribe(
      ViolationConfirmed,
      async ({ violationId, tenantId, lineId, fine, source }) => {
        if (fine === undefined || fine.minor === 0n) return;
        if (fine.minor < 0n || violationId === "") throw new Poison("a fine that is none");
        const { providerId } = await it.holders.find(tenantId);
        const verdict = await it.moveMoney(tenantId, {
          kind: "raise_due",
          due: {
            dueId: dueIds.fine(violationId),
            tenantId,
            providerId,
            kind: "fine",
            lineId,
            operator: "",
            month: "",
            amount: { currency: fine.currency, minor: fine.minor },
            source,
          },
        });
        if (verdict.kind !== "done") throw new Poison(`the books refuse it: ${verdict.kind}`);
      },
      CONCURRENCY,
    ),
  };
};
