import { InboundReceived } from "@whiteline/contracts/dispatcher/v1/events";
import type { Events, Loop } from "@whiteline/events";
import { markets, normaliseNumber } from "@whiteline/markets";
import { meansRefusal } from "../domain/refusal-word.js";
import type { LineFinder } from "../find-lines.js";
import type { Measures } from "../metrics.js";
import { recordOptOut, type RecordingOptOuts } from "../record-opt-out.js";

type Deps = RecordingOptOuts & {
  readonly events: Pick<Events, "subscribe">;
  readonly findLines: LineFinder["find"];
  readonly counted: Measures;
};

/** Replies heard at a time; the order of refusals does not matter, since none is ever taken back. */
const CONCURRENCY = 4;

/**
 * A subscriber's refusal word closes the door at once: for that number, on every line that bears the number written to
 * [000 · Conversion notes]. A reply heard again changes nothing.
 */
export const hearRefusals = (it: Deps): Loop =>
  it.events.subscribe(
    InboundReceived,
    async (reply) => it.counted.replies.inc({ outcome: await hearReply(it, reply) }),
    { concurrency: CONCURRENCY },
  );

async function hearReply(
  it: Deps,
  { inboundId, lineNumber, msisdn, text, at = it.now() }: InboundReceived,
): Promise<"recorded" | "no_refusal" | "unknown_subscriber" | "unknown_line"> {
  const number = String(msisdn);
  const refused = markets.codes
    .map((code) => markets.get(code))
    .filter((pack) => meansRefusal(pack, text));
  if (refused.length === 0) return "no_refusal";
  // The number plan tells whose words and whose lines count.
  const pack = refused.find((candidate) => normaliseNumber(candidate, number).kind === "ok");
  if (pack === undefined) return "unknown_subscriber";
  const lines = await it.findLines(pack, lineNumber, at);
  for (const { tenantId, lineId } of lines) {
    // A tenant may have had the number twice, as two lines.
    const requestId = `${inboundId}:${lineId}`;
    const word = { tenantId, pack, requestId, number, lineId, channel: "reply", heardAt: at };
    const { at: keptAt, heardAt } = await recordOptOut(it, word);
    it.counted.recorded.observe((keptAt.getTime() - heardAt.getTime()) / 1_000);
  }
  return lines.length === 0 ? "unknown_line" : "recorded";
}
