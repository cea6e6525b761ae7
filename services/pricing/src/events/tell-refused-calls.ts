import { TrailExtended } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox } from "@whiteline/events";
import type { RefusedCalls } from "@whiteline/service-kit";

/** Adds to the outbox that somebody was forbidden a call, for the chain of its company or of its desk. */
export const tellRefusedCalls = async (
  outbox: Pick<Outbox, "add">,
  session: Parameters<Outbox["add"]>[0],
  { refused, entryId }: { readonly refused: RefusedCalls; readonly entryId: string },
): Promise<void> => {
  const { tenantId = "", providerId = "", actor, methods, codes, count, at } = refused;
  const [only = ""] = methods;
  const isOne = methods.length === 1;
  const entry = {
    ...{ entryId, tenantId, providerId, actor, at, codes: [...codes] },
    ...{ action: "call.refused", subject: isOne ? `rpc:${only}` : "rpc:several", before: {} },
    after: { count: String(count), ...(!isOne && { methods: methods.join(", ") }) },
  };
  await outbox.add(session, TrailExtended, entry, `trail:${entryId}`);
};
