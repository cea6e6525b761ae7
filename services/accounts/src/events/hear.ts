import { TrailExtended } from "@whiteline/contracts/lines_registry/v1/events";
import type { Events, Loop } from "@whiteline/events";
import type { Parts } from "../parts.js";

type Needs = Pick<Parts, "now" | "audit" | "commit" | "tenants"> & {
  readonly events: Pick<Events, "subscribe">;
};

/** Everything accounts hears, as loops by name. */
export function hear({
  events,
  now,
  tenants,
  audit,
  commit,
}: Needs): Readonly<Record<string, Loop>> {
  return {
    /** What was done or refused at cases and lines belongs to the trail of the tenant that it concerns. */
    audit_of_lines: events.subscribe(TrailExtended, async (fact) => {
      const { tenantId, entryId, actor, action, subject, from, to, codes, at = now() } = fact;
      if ((await tenants.byId(tenantId)) === undefined) return;
      const reasons = codes.length === 0 ? {} : { reasons: [...codes] };
      const state = to === "" ? {} : { state: to };
      const hasAfter = codes.length > 0 || to !== "";
      const event = {
        ...{ entryId, at, actor, action, subject },
        ...(from === "" ? {} : { before: { state: from } }),
        ...(hasAfter ? { after: { ...state, ...reasons } } : {}),
      };
      await commit((session) => audit.appendOnce(session, tenantId, event));
    }),
  };
}
