import { createHash } from "node:crypto";
import type { JsMsg } from "@nats-io/jetstream";
import { Together } from "@whiteline/contracts/common/v1/together";
import { heardOf, OCCURRED_AT, type Headers, type Heard } from "./envelope.js";
import { messageOf } from "./message-of.js";
import { Poison } from "./poison.js";
import type { Outgoing } from "./publish.js";

/** Header of a message that holds several facts: how many. */
const TOGETHER = "facts-together";
/** No protobuf message begins so: who does not know `Together` buries it, to be replayed, and reads no nonsense. */
const MARK = 0x07;

/** One message stays short beside what a reader has in hand, and below what the server takes. */
const MOST_FACTS = 64;
const MOST_BYTES = 256 * 1024;

/** A message, and the facts in it. */
type Bundle = { readonly message: Outgoing; readonly facts: readonly Outgoing[] };

/** As few messages as hold these facts of one subject, in their order. One fact alone is a message as ever. */
export function togetherOf(facts: readonly Outgoing[]): readonly Bundle[] {
  const groups: Outgoing[][] = [];
  let bytes = 0;
  for (const fact of facts) {
    const group = groups.at(-1);
    bytes += fact.payload.byteLength;
    if (group !== undefined && group.length < MOST_FACTS && bytes <= MOST_BYTES) group.push(fact);
    else {
      groups.push([fact]);
      bytes = fact.payload.byteLength;
    }
  }
  return groups.map((group) => ({ message: messageOfGroup(group), facts: group }));
}

function messageOfGroup(group: readonly Outgoing[]): Outgoing {
  const [first] = group;
  if (first === undefined) throw new TypeError("no facts to publish together");
  if (group.length === 1) return first;
  const facts = group.map(({ id, payload, headers }) => ({
    eventId: id,
    occurredAt: timeOf(headers),
    traceparent: headers["traceparent"] ?? "",
    tracestate: headers["tracestate"] ?? "",
    fact: Buffer.from(payload),
  }));
  const ids = createHash("sha256").update(group.map(({ id }) => id).join("\n"));
  return {
    subject: first.subject,
    payload: Buffer.concat([Buffer.of(MARK), Together.encode({ facts }).finish()]),
    id: `together:${ids.digest("base64url")}`,
    headers: { ...first.headers, [TOGETHER]: String(group.length) },
  };
}

const timeOf = ({ [OCCURRED_AT]: at }: Headers): Date | undefined =>
  at === undefined ? undefined : new Date(at);

/** Whether a message holds several facts. */
const isTogether = (message: Pick<JsMsg, "headers">): boolean =>
  message.headers?.has(TOGETHER) === true;

/** The facts of a message in the order in which they were published. @throws Poison when it cannot be read. */
export function heardIn(message: JsMsg): readonly Heard[] {
  if (!isTogether(message)) return [heardOf(message)];
  try {
    if (message.data[0] !== MARK) throw new TypeError("the mark is missing");
    const { facts } = Together.decode(message.data.subarray(1));
    return facts.map(({ eventId, occurredAt, traceparent, tracestate, fact }) => {
      const at = occurredAt ?? message.time;
      const headers: Headers = {
        [OCCURRED_AT]: at.toISOString(),
        ...(traceparent !== "" && { traceparent }),
        ...(tracestate !== "" && { tracestate }),
      };
      return { id: eventId, at, payload: fact, headers };
    });
  } catch (error) {
    throw new Poison(`not facts together: ${messageOf(error)}`, { cause: error });
  }
}
