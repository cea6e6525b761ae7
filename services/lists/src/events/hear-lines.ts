import {
  LineActivated,
  LineRevoked,
  LineSuspended,
} from "@whiteline/contracts/lines_registry/v1/events";
import type { Events, Loop } from "@whiteline/events";
import { toNumberedLine } from "../proto.js";
import type { LineStore } from "../store/lines.js";

/** Keeps the projection of lines by number. A line that is suspended or revoked stays: a refusal of it counts too. */
export const hearLines = (it: {
  readonly events: Pick<Events, "follow">;
  readonly lines: LineStore;
}): Loop =>
  it.events.follow([LineActivated, LineSuspended, LineRevoked], async ({ fact }) => {
    if (fact.line !== undefined) await it.lines.put(toNumberedLine(fact.line));
  }).loop;
