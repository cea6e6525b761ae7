import { TrailExtended as CampaignTrailExtended } from "@whiteline/contracts/campaigns/v1/events";
import { TrailExtended as JudgementTrailExtended } from "@whiteline/contracts/compliance/v1/events";
import { TrailExtended as RoadTrailExtended } from "@whiteline/contracts/dispatcher/v1/events";
import { TrailExtended as OutcomeTrailExtended } from "@whiteline/contracts/dlr/v1/events";
import { TrailExtended } from "@whiteline/contracts/lines_registry/v1/events";
import { TrailExtended as ListTrailExtended } from "@whiteline/contracts/lists/v1/events";
import { TrailExtended as MoneyTrailExtended } from "@whiteline/contracts/pricing/v1/events";
import type { Events, FactType, Loop } from "@whiteline/events";
import type { AuditFields } from "../domain/audit-chain.js";
import type { Parts } from "../parts.js";

type Needs = Pick<Parts, "now" | "audit" | "commit" | "tenants" | "providers"> & {
  readonly events: Pick<Events, "subscribe">;
};

/** Everything accounts hears, as loops by name. */
export function hear({
  events,
  now,
  tenants,
  providers,
  audit,
  commit,
}: Needs): Readonly<Record<string, Loop>> {
  /** Of a tenant, or of the provider where it is nobody else's matter; undefined: neither is known here. */
  const chainOf = async ({
    tenantId,
    providerId,
  }: Pick<TrailExtended, "tenantId" | "providerId">): Promise<string | undefined> =>
    tenantId === ""
      ? (await providers.byId(providerId))?.platformTenantId
      : (await tenants.byId(tenantId))?.tenantId;

  /** What every service but lines-registry tells, which tells states beside. */
  const follow = (type: FactType<MoneyTrailExtended>): Loop =>
    events.subscribe(type, async (fact) => {
      const chain = await chainOf(fact);
      if (chain === undefined) return;
      const { entryId, actor, action, subject, codes, at = now() } = fact;
      const reasons = codes.length === 0 ? {} : { reasons: [...codes] };
      const before = fieldsOf(fact.before);
      const after = fieldsOf({ ...reasons, ...fact.after });
      const event = { entryId, at, actor, action, subject, before, after };
      await commit((session) => audit.appendOnce(session, chain, event));
    });

  return {
    /** What was done or refused at cases and lines belongs to the trail of whom it concerns. */
    audit_of_lines: events.subscribe(TrailExtended, async (fact) => {
      const chain = await chainOf(fact);
      if (chain === undefined) return;
      const { entryId, actor, action, subject, codes, at = now() } = fact;
      const reasons = codes.length === 0 ? {} : { reasons: [...codes] };
      const before = fieldsOf({ ...stateOf(fact.from), ...fact.before });
      const after = fieldsOf({ ...stateOf(fact.to), ...reasons, ...fact.after });
      const event = { entryId, at, actor, action, subject, before, after };
      await commit((session) => audit.appendOnce(session, chain, event));
    }),

    /** So does what others judged or decided: what may be said, who may be written to, campaigns, what was in doubt and what came of it, prices and fees. */
    audit_of_money: follow(MoneyTrailExtended),
    audit_of_judgements: follow(JudgementTrailExtended),
    audit_of_lists: follow(ListTrailExtended),
    audit_of_campaigns: follow(CampaignTrailExtended),
    audit_of_roads: follow(RoadTrailExtended),
    audit_of_outcomes: follow(OutcomeTrailExtended),
  };
}

function stateOf(state: string): AuditFields {
  return state === "" ? {} : { state };
}

function fieldsOf(fields: AuditFields): AuditFields | undefined {
  return Object.keys(fields).length === 0 ? undefined : fields;
}
