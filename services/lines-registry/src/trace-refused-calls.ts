import type { RefusedCalls } from "@whiteline/service-kit";
import { tellDeed } from "./events/publish.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "newId" | "commit" | "outbox">;

/** Tells accounts of calls that somebody was forbidden, for the chain of its company or of its desk. */
export function traceRefusedCalls({ newId, commit, outbox }: Needs) {
  return async (refused: RefusedCalls): Promise<void> => {
    const { tenantId = "", providerId = "", actor, methods, codes, count, at } = refused;
    const [only = ""] = methods;
    const isOne = methods.length === 1;
    const deed = {
      ...{ entryId: newId(), tenantId, providerId, actor, at, codes },
      action: "call.refused",
      subject: isOne ? `rpc:${only}` : "rpc:several",
      after: { count: String(count), ...(isOne ? {} : { methods: methods.join(", ") }) },
    } as const;
    await commit((session) => tellDeed(outbox, session, deed));
  };
}
