import { sendingRules, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { SENDER_NOT_ACTIVE } from "./line.js";

export const numberRefused = (code: string): Finding => ({
  code,
  subject: "to",
  rule: "The number cannot be read as a mobile number of the line's market.",
  source: "market pack · numbering",
  remedy: "Give one mobile number in national or international form.",
});

export const noRouteTo = (operator: string): Finding => ({
  code: "NO_ROUTE",
  subject: "to",
  rule: `No route to an operator carries ${operator}.`,
  source: "dispatcher routes",
  remedy: "Ask your provider to connect this operator.",
});

/** Law 11: a queue has a limit, and who fills it is refused. */
export const backlogFull = (operator: string): Finding => ({
  code: "TENANT_BACKLOG_FULL",
  subject: "to",
  rule: `As many of your single messages as may wait are waiting for the route to ${operator}.`,
  source: "law 11 · queues are bounded",
  remedy: "Send it again in a few seconds, more slowly, or as a campaign.",
});

/** The same limit, of the queue that all share: whoever has less on it than an even part is let in. */
export const queueFull: Finding = {
  code: "TENANT_BACKLOG_FULL",
  subject: "to",
  rule: "The queue that all senders share is full, and your single messages take an even part of it or more.",
  source: "law 11 · queues are bounded",
  remedy: "Send it again in a few seconds, more slowly, or as a campaign.",
};

export const trafficUnknown = ({ name, content: { purposes } }: MarketPack): Finding => ({
  code: "TRAFFIC_UNKNOWN",
  subject: "traffic",
  rule:
    purposes.length === 0
      ? `${name} knows no kinds of traffic: the line decides.`
      : `${name} knows the traffic ${purposes.map(({ id }) => id).join(", ")}.`,
  source: "market pack · content",
  remedy: "Leave the kind of traffic out, or name one of the market.",
});

/** @param operators those that take the name, as the number plan calls them. */
export const senderNotActiveAt = (operator: string, operators: readonly string[]): Finding => ({
  code: SENDER_NOT_ACTIVE,
  subject: "to",
  rule: `The sender is declared at each operator by itself, and is not active at ${operator}.`,
  source: "004 · Rules 1",
  remedy: `Declare the name at ${operator}, or write to subscribers of ${operators.join(", ")} only.`,
});

/** How often one person may be written to; compliance judges the rest. */
const limits: ReadonlyMap<string, string> = new Map([
  ["frequency_cap", "A recipient is written to so often in a period, and no more."],
  ["same_text_same_day", "A recipient gets the same text once a day."],
]);

/** The refusal of the first finding that is a limit on how often, citing the market's rule; undefined when none is. */
export const limitReached = (
  findings: readonly string[],
  pack: MarketPack,
  traffic: string,
): Finding | undefined => {
  const code = findings.find((finding) => limits.has(finding));
  if (code === undefined) return undefined;
  const rules = sendingRules(pack).filter(({ reason }) => reason === code);
  const asked = rules.find((rule) => rule.traffic === traffic) ?? rules[0];
  const remedy = "Wait, or leave the recipient out; GET /v1/sending-limits shows the rule.";
  const source = asked?.source ?? "reach of the pack";
  return { code, subject: "to", rule: limits.get(code) ?? "", source, remedy };
};

export const notCleared: Finding = {
  code: "NOT_CLEARED",
  subject: "text",
  rule: "The message was not cleared for sending.",
  source: "verdict card",
  remedy: "Read the verdict card, or have the text approved as a template.",
};

export const requestIdMissing: Finding = {
  code: "REQUEST_ID_MISSING",
  subject: "request_id",
  rule: "Every message carries a request id.",
  source: "message",
  remedy: "Send a fresh request id; repeat it when you repeat the message.",
};

export const reused: Finding = {
  code: "REQUEST_ID_REUSED",
  subject: "request_id",
  rule: "This request id was used for another message.",
  source: "message",
  remedy: "Send a fresh request id.",
};

/** The first attempt is still being judged, or was cut off a moment ago and is being cleaned up. */
export const inProgress: Finding = {
  code: "REQUEST_IN_PROGRESS",
  subject: "request_id",
  rule: "An earlier attempt with this request id has not ended yet.",
  source: "message",
  remedy: "Repeat the request in a minute; it is answered as the first one was.",
};
