import {
  DuePaid,
  DueRaised,
  DueWaived,
  MaintenancePaid,
  MaintenanceUnpaid,
} from "@whiteline/contracts/pricing/v1/events";
import type { Outbox, TellTrail, TrailDeed, TrailFields } from "@whiteline/events";
import type { MoneyFact } from "../domain/book.js";
import type { Due } from "../domain/due.js";
import { fromMoney } from "../proto.js";

type DueFact = Extract<MoneyFact, { readonly due: unknown }>;

/** Adds what became of a fee or fine to the outbox of its transaction. */
export const tellDue = async (
  { outbox, tellTrail }: { readonly outbox: Pick<Outbox, "add">; readonly tellTrail: TellTrail },
  session: Parameters<Outbox["add"]>[0],
  fact: DueFact,
  at: Date,
): Promise<void> => {
  const { kind, due } = fact;
  const { dueId, tenantId, lineId, operator, month } = due;
  const amount = fromMoney(due.amount);
  const maintenance = { lineId, tenantId, operator, month, at };
  switch (kind) {
    case "due_raised": {
      const { kind: what, status } = due;
      const words = { dueId, tenantId, kind: what, lineId, operator, month, amount, at };
      const told = { ...words, paid: status === "paid" };
      await outbox.add(session, DueRaised, told, `due-raised:${dueId}`);
      return;
    }
    case "due_paid": {
      const told = { dueId, tenantId, kind: due.kind, amount, at };
      await outbox.add(session, DuePaid, told, `due-paid:${dueId}`);
      return;
    }
    case "due_waived": {
      const told = { dueId, tenantId, kind: due.kind, amount, reason: due.reason, at };
      await outbox.add(session, DueWaived, told, `due-waived:${dueId}`);
      // Of a waiver by two, the second decided; who proposed it is a field of its own.
      const [first = "", second] = due.waivedBy.split(",");
      const fields = second === undefined ? {} : { proposed_by: first };
      const deed = { due, at, by: second ?? first, action: "due.waived", n: 1 };
      await tellTrail(session, waiverDeed(deed, fields));
      return;
    }
    case "waiver_proposed":
      await tellTrail(
        session,
        waiverDeed({ due, at, by: fact.by, n: fact.version, action: "waiver.proposed" }),
      );
      return;
    case "waiver_recalled":
      await tellTrail(
        session,
        waiverDeed({ due, at, by: fact.by, n: fact.version, action: "waiver.recalled" }),
      );
      return;
    case "maintenance_unpaid":
      await outbox.add(session, MaintenanceUnpaid, maintenance, `unpaid:${dueId}`);
      return;
    case "maintenance_paid":
      await outbox.add(session, MaintenancePaid, maintenance, `paid:${dueId}`);
      return;
  }
};

/** What somebody of finance did about a fee, for the customer's audit trail. */
const waiverDeed = (
  did: {
    readonly due: Due;
    readonly at: Date;
    readonly by: string;
    readonly action: string;
    /** Tells apart what may be done to a due more than once. */
    readonly n: number;
  },
  fields: TrailFields = {},
): TrailDeed => {
  const { due, at, by, action, n } = did;
  const { dueId, tenantId, providerId, amount } = due;
  return {
    ...{ entryId: `${action}:${dueId}:${n}`, tenantId, providerId, actor: by, action, at },
    subject: `due:${dueId}`,
    after: { amount: amount.minor.toString(), currency: amount.currency, ...fields },
  };
};
