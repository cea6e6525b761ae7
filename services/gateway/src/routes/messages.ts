import type { Lane, MessageAnswer, MessageItem } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DomainError } from "@whiteline/service-kit";
import type { FastifyRequest, FastifySchemaCompiler } from "fastify";
import { validatorCompiler } from "fastify-type-provider-zod";
import type { z } from "zod";

import { sessionOf } from "../caller.js";
import type { Coalescer } from "../coalesce.js";
import { findingOf, Refusal } from "../problem.js";
import { fromAccepted, fromMessage, lanes, toMessageItem } from "../proto/messages.js";
import { fromFinding, fromTime, given, present, toTime } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  acceptedMessage,
  messageResults,
  messageStatus,
  newMessage,
  newMessages,
  oneOrMany,
} from "../shapes/messages.js";
import { foundMessages, messageQuestion } from "../shapes/message-search.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";

/** What all messages of a group share, and with whose token they go. */
export type MessageGroup = {
  readonly token: string;
  readonly lineId: string;
  readonly lane: Lane;
  readonly validitySeconds: number;
  readonly traffic: string;
  readonly messageType: string;
  readonly expectReply: boolean;
};

type NewMessage = z.output<typeof newMessage>;
type Result = z.output<typeof messageResults>["results"][number];

/** Single messages: codes and notices. */
export function addMessageRoutes(
  app: Api,
  deps: RouteDeps & {
    readonly groups: Coalescer<MessageGroup, MessageItem, MessageAnswer>;
  },
): void {
  const { peers, newId, call, groups } = deps;

  const submit = (request: FastifyRequest, body: NewMessage, items: readonly MessageItem[]) => {
    const { token, keyId, sessionId } = sessionOf(request);
    const { lineId, validitySeconds, traffic, messageType, expectReply } = body;
    const lane = lanes[body.lane];
    const shared = { lineId, lane, validitySeconds, traffic, messageType, expectReply };
    // Two keys of one tenant may differ in what they are allowed, so they never share a group.
    const key = `${keyId ?? sessionId} ${groupOf(body)}`;
    return groups.submit(key, { token, ...shared }, items);
  };

  app.post(
    "/v1/messages",
    {
      schema: {
        operationId: "sendMessages",
        tags: ["messages"],
        summary: "Send one message, or up to 1,000",
        description:
          "One object: 202 or a refusal (422). `{messages: […]}`: 202 when all were accepted, else 207, with one result per message in order. Accepted means kept: no crash loses the message.",
        headers: repeatable,
        body: oneOrMany,
        response: {
          202: acceptedMessage.or(messageResults),
          207: messageResults,
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const { body } = request;
      const key = request.headers["idempotency-key"];
      if ("messages" in body) {
        const requestIds = nameAll(body.messages, key ?? newId());
        const results = await sendMany(body.messages, requestIds, (first, items) =>
          submit(request, first, items),
        );
        return reply.code(results.accepted === body.messages.length ? 202 : 207).send(results);
      }
      const requestId = body.requestId ?? key ?? newId();
      const [answer] = await submit(request, body, [toMessageItem(body, requestId)]);
      const outcome = present(answer?.outcome, "outcome");
      if (outcome.$case === "refused") {
        const { finding, verdictId } = outcome.value;
        const why = present(finding, "finding");
        throw new Refusal(why.code, [why], { verdictId });
      }
      const accepted = fromAccepted(outcome.value, requestId);
      return reply
        .code(202)
        .header("location", `/v1/messages/${accepted.messageId}`)
        .send(accepted);
    },
  );

  app.get(
    "/v1/messages",
    {
      schema: {
        operationId: "searchMessages",
        tags: ["messages"],
        summary: "Find messages by number, your own name for them, time and state",
        description:
          "An answer looks through about a million recipients at most; `nextPageToken` goes on from there.",
        querystring: messageQuestion,
        response: { 200: foundMessages, ...problems },
      },
    },
    async (request) => {
      const { from, until, ...asked } = request.query;
      const question = { ...asked, from: toTime(from), until: toTime(until) };
      const answer = await peers.messageSearch.searchMessages(question, call(request));
      return {
        messages: answer.messages.map(({ message, number, requestId }) => ({
          ...fromMessage(present(message, "message")),
          number,
          requestId: given(requestId),
        })),
        nextPageToken: given(answer.nextPageToken),
        lookedBackTo: fromTime(answer.lookedBackTo),
      };
    },
  );

  app.get(
    "/v1/messages/:id",
    {
      schema: {
        operationId: "getMessage",
        tags: ["messages"],
        summary: "What became of a message and of each of its parts",
        params: byId,
        response: { 200: messageStatus, ...problems },
      },
    },
    async (request) => {
      const question = { messageId: request.params.id };
      const { message } = await peers.campaigns.getMessage(question, call(request));
      return fromMessage(present(message, "message"));
    },
  );
}

/** Names faults of the one shape that was meant: a union would answer with the faults of both. */
export const judgeOneOrMany: FastifySchemaCompiler<z.ZodType> = (route) => {
  if (route.httpPart !== "body") return validatorCompiler(route);
  const one = validatorCompiler({ ...route, schema: newMessage });
  const many = validatorCompiler({ ...route, schema: newMessages });
  return (body: unknown) =>
    typeof body === "object" && body !== null && "messages" in body ? many(body) : one(body);
};

/** A repeated batch names its messages as the first time, by their places. */
function nameAll(messages: readonly NewMessage[], key: string): readonly string[] {
  return messages.map(({ requestId }, place) => requestId ?? `${key}:${place}`);
}

type Placed = { readonly place: number; readonly message: NewMessage };

/**
 * Sends the messages of a batch, a group per line, lane and validity, and puts the answers back in order.
 *
 * @throws what the first group failed with, when none was judged.
 */
async function sendMany(
  messages: readonly NewMessage[],
  requestIds: readonly string[],
  submit: (first: NewMessage, items: readonly MessageItem[]) => Promise<readonly MessageAnswer[]>,
): Promise<z.output<typeof messageResults>> {
  const nameOf = (place: number): string => requestIds[place] ?? "";
  const results = new Map<number, Result>();
  const failures: unknown[] = [];
  const shares = splitByGroup(messages);
  await Promise.all(
    shares.map(async (share) => {
      const [first] = share;
      if (first === undefined) return;
      const items = share.map(({ place, message }) => toMessageItem(message, nameOf(place)));
      try {
        const answers = await submit(first.message, items);
        share.forEach(({ place }, i) => results.set(place, toResult(answers[i], nameOf(place))));
      } catch (error) {
        failures.push(error);
        for (const { place } of share) results.set(place, toFailure(error, nameOf(place)));
      }
    }),
  );
  if (failures.length === shares.length) throw failures[0];

  const inOrder = messages.flatMap((_, place) => results.get(place) ?? []);
  const countOf = (outcome: Result["outcome"]): number =>
    inOrder.filter((result) => result.outcome === outcome).length;
  return {
    accepted: countOf("accepted"),
    refused: countOf("refused"),
    failed: countOf("failed"),
    results: inOrder,
  };
}

function splitByGroup(messages: readonly NewMessage[]): readonly (readonly Placed[])[] {
  const shares = new Map<string, Placed[]>();
  messages.forEach((message, place) => {
    const key = groupOf(message);
    const share = shares.get(key) ?? [];
    shares.set(key, share);
    share.push({ place, message });
  });
  return [...shares.values()];
}

/** What messages of one group have in common. */
function groupOf(message: NewMessage): string {
  const { lane, validitySeconds, traffic, messageType, expectReply, lineId } = message;
  return JSON.stringify([lane, validitySeconds, traffic, messageType, expectReply, lineId]);
}

function toResult(answer: MessageAnswer | undefined, requestId: string): Result {
  const outcome = present(answer?.outcome, "outcome");
  if (outcome.$case === "accepted") {
    return { outcome: "accepted", ...fromAccepted(outcome.value, requestId) };
  }
  const { finding, verdictId } = outcome.value;
  return {
    outcome: "refused",
    requestId,
    finding: fromFinding(present(finding, "finding")),
    verdictId: given(verdictId),
  };
}

function toFailure(error: unknown, requestId: string): Result {
  if (!(error instanceof DomainError)) throw error;
  return { outcome: "failed", requestId, finding: findingOf(error) };
}
