import type { RefusedCalls } from "@whiteline/service-kit";
import type { ClientSession } from "mongoose";
import type { FactType } from "./fact-type.js";
import type { Outbox } from "./outbox.js";

/** Fields of ours as they were or are: ids, days, numbers and words of ours, nothing that somebody wrote. */
export type TrailFields = Readonly<Record<string, string>>;

/** What somebody did, as accounts adds it to an audit trail (docs/decisions/0013). */
export type TrailDeed = {
  /** Unique and permanent; an entry that was added before is not added again. */
  readonly entryId: string;
  /** Empty: the provider's own matter. */
  readonly tenantId: string;
  readonly providerId: string;
  /** As `actorOf` names people, keys and services. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly at: Date;
  readonly before?: TrailFields;
  readonly after?: TrailFields;
  /** Reasons of a return or refusal. */
  readonly codes?: readonly string[];
};

/** What every service's own `TrailExtended` holds. */
type TrailFact = {
  readonly entryId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly at: Date | undefined;
  readonly before: Record<string, string>;
  readonly after: Record<string, string>;
  readonly codes: readonly string[];
};

/** Adds an entry of the audit trail to the outbox of the transaction that makes it true. */
export type TellTrail = (session: ClientSession, deed: TrailDeed) => Promise<void>;

/** Tells entries of audit trails as the service's own fact. */
export const trailTeller =
  (outbox: Pick<Outbox, "add">, type: FactType<TrailFact>): TellTrail =>
  (session, { before = {}, after = {}, codes = [], ...deed }) =>
    outbox.add(
      session,
      type,
      { ...deed, before: { ...before }, after: { ...after }, codes: [...new Set(codes)] },
      `trail:${deed.entryId}`,
    );

/** That somebody was forbidden calls, as an entry for the chain of its company or of its desk. */
export const refusedCallsDeed = (refused: RefusedCalls, entryId: string): TrailDeed => {
  const { tenantId = "", providerId = "", actor, methods, codes, count, at } = refused;
  const [only = ""] = methods;
  const isOne = methods.length === 1;
  return {
    ...{ entryId, tenantId, providerId, actor, at, codes },
    action: "call.refused",
    subject: isOne ? `rpc:${only}` : "rpc:several",
    after: { count: String(count), ...(!isOne && { methods: methods.join(", ") }) },
  };
};

/** The fields that differ, as they were and as they are; what is empty is left out. */
export const changedFields = (
  before: TrailFields,
  after: TrailFields,
): { readonly before: TrailFields; readonly after: TrailFields } => {
  const only = (fields: TrailFields): TrailFields =>
    Object.fromEntries(
      Object.entries(fields).filter(
        ([name, value]) => value !== "" && before[name] !== after[name],
      ),
    );
  return { before: only(before), after: only(after) };
};
