import { refusedCallsDeed } from "@whiteline/events";
import type { RefusedCalls } from "@whiteline/service-kit";
import { tellDeed } from "./events/publish.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "newId" | "commit" | "outbox">;

/** Tells accounts of calls that somebody was forbidden, for the chain of its company or of its desk. */
export function traceRefusedCalls({ newId, commit, outbox }: Needs) {
  return async (refused: RefusedCalls): Promise<void> => {
    const deed = { ...refusedCallsDeed(refused, newId()), action: "call.refused" } as const;
    await commit((session) => tellDeed(outbox, session, deed));
  };
}
