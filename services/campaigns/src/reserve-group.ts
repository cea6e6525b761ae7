import type { CallOptions } from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";
import type { Line } from "./domain/line.js";
import { countGroup, type ClearedSlot } from "./domain/message-group.js";
import type { Quote } from "./domain/money.js";
import { groupReservationId } from "./give-up-group.js";
import type { Neighbours } from "./neighbours.js";
import { fromCounts, toFinding, toQuote } from "./proto.js";

type Group = {
  readonly group: string;
  readonly tenantId: string;
  readonly line: Line;
  readonly traffic: string;
  readonly options: CallOptions;
};

export type Reserved = {
  readonly paid: readonly ClearedSlot[];
  readonly unpaid: readonly (ClearedSlot & { readonly finding: Finding })[];
  /** Undefined: nothing is paid. */
  readonly quote: Quote | undefined;
};

/**
 * One reservation for the group. Who came together shares no fate: where the money does not suffice for all, pricing holds
 * it for those that it pays, in order, as though each had come by itself.
 */
export const reserveGroup = async (
  { pricing }: Pick<Neighbours, "pricing">,
  { group, tenantId, line, traffic, options }: Group,
  cleared: readonly ClearedSlot[],
): Promise<Reserved> => {
  const { counts, order } = countGroup(cleared);
  const { outcome, unpaid } = await pricing.reserve(
    {
      reservationId: groupReservationId(group),
      tenantId,
      providerId: line.providerId,
      family: line.family,
      purpose: traffic,
      lineId: line.lineId,
      counts: fromCounts(counts),
      order,
    },
    options,
  );
  const own = new Map(
    unpaid.map(({ place, finding }) => {
      if (finding === undefined) throw new Error("pricing refused a message without a reason");
      return [place, toFinding(finding)];
    }),
  );
  if (outcome?.$case === "refused") {
    const whole = toFinding(outcome.value);
    const all = cleared.map((slot, place) => ({ ...slot, finding: own.get(place) ?? whole }));
    return { paid: [], unpaid: all, quote: undefined };
  }
  const quote = outcome?.value.quote;
  if (quote === undefined) throw new Error("pricing answered neither yes nor no");
  return {
    paid: cleared.filter((_, place) => !own.has(place)),
    unpaid: cleared.flatMap((slot, place) => {
      const finding = own.get(place);
      return finding === undefined ? [] : [{ ...slot, finding }];
    }),
    quote: toQuote(quote),
  };
};
