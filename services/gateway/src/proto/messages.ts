import {
  Lane,
  type AcceptedMessage,
  type Message,
  type MessageItem,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import type { z } from "zod";

import type * as shapes from "../shapes/messages.js";
import { fromEvidence } from "./operators.js";
import { fromWaiting } from "./campaigns.js";
import { fromContradiction, fromTime, given } from "./words.js";

type Json<Name extends "newMessage" | "acceptedMessage" | "messageStatus"> = z.output<
  (typeof shapes)[Name]
>;

export const lanes = { otp: Lane.OTP, transactional: Lane.TRANSACTIONAL } as const;

const NO_VARIABLES: MessageItem["variables"] = {};

export function toMessageItem(body: Json<"newMessage">, requestId: string): MessageItem {
  return {
    requestId,
    to: body.to,
    text: body.text ?? "",
    templateId: body.templateId ?? "",
    variables: body.variables ?? NO_VARIABLES,
  };
}

export function fromAccepted(
  { messageId, parts, verdictId }: AcceptedMessage,
  requestId: string,
): Json<"acceptedMessage"> {
  return { requestId, messageId, parts, verdictId: given(verdictId) };
}

export function fromMessage(message: Message): Json<"messageStatus"> {
  return {
    messageId: message.messageId,
    campaignId: given(message.campaignId),
    lineId: message.lineId,
    operator: given(message.operator),
    state: message.state,
    reason: given(message.reason),
    cause: given(message.cause),
    waiting: message.waiting && fromWaiting(message.waiting),
    variant: message.variant === 0 ? undefined : message.variant,
    test: message.test || undefined,
    suffix: given(message.suffix),
    parts: message.parts.map((part) => ({
      state: part.state,
      operatorMessageId: given(part.operatorMessageId),
      code: given(part.code),
      networkCode: given(part.networkCode),
      failure: given(part.failure),
      contradictions:
        part.contradictions.length === 0 ? undefined : part.contradictions.map(fromContradiction),
      at: fromTime(part.at),
      duplicatePossible: part.duplicatePossible,
      evidence: fromEvidence(part.evidence),
    })),
    evidence: fromEvidence(message.evidence),
    failure: given(message.failure),
    acceptedAt: fromTime(message.acceptedAt),
  };
}
