import { InboundReceived } from "@whiteline/contracts/dispatcher/v1/events";
import type { Events, Loop } from "@whiteline/events";
import { markets, normaliseNumber } from "@whiteline/markets";
import { meansRefusal } from "../domain/refusal-word.js";
import type { LineFinder } from "../find-lines.js";
import type { Measures } from "../metrics.js";
import { recordOptOut, type RecordingOptOuts } from "../record-opt-out.js";
import type { ReplyStore } from "../store/replies.js";

type Deps = RecordingOptOuts & {
  readonly events: Pick<Events, "subscribe">;
  readonly findLines: LineFinder["find"];
  readonly counted: Measures;
  readonly replies: ReplyStore;
};

/** Replies heard at a time; the order of refusals does not matter, since none is ever taken back. */
const CONCURRENCY = 4;

/**
 * A subscriber's refusal word closes the door at once: for that number, on every line that bears the number written to
 * [000 · Conversion notes]. Of any other reply is kept that it came, for segments. A reply heard again changes nothing.
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
  // The number plan tells whose words and whose lines count.
  const pack = markets.codes
    .map((code) => markets.get(code))
    .find((candidate) => normaliseNumber(candidate, number).kind === "ok");
  if (pack === undefined) return "unknown_subscriber";
  const lines = await it.findLines(pack, lineNumber, at);
  for (const tenantId of new Set(lines.map((line) => line.tenantId)))
    await it.replies.add(tenantId, Number(msisdn), { id: inboundId, at });
  if (!meansRefusal(pack, text)) return "no_refusal";
  for (const { tenantId, lineId } of lines) {
    // A tenant may have had the number twice, as two lines.
    const requestId = `${inboundId}:${lineId}`;
    const word = { tenantId, pack, requestId, number, lineId, channel: "reply", heardAt: at };
    const { at: keptAt, heardAt } = await recordOptOut(it, word);
    it.counted.recorded.observe((keptAt.getTime() - heardAt.getTime()) / 1_000);
  }
  return lines.length === 0 ? "unknown_line" : "recorded";
}
