import { Readable } from "node:stream";

import type { FastifyReply } from "fastify";

export type OpenStream<Message> = {
  readonly first: Message | undefined;
  readonly rest: AsyncIterable<Message>;
};

/**
 * The beginning of an answer that streams. Waiting for the first message before any header is written turns a
 * refusal into a problem instead of a broken download.
 */
export async function openStream<Message>(
  messages: AsyncIterable<Message>,
): Promise<OpenStream<Message>> {
  const iterator = messages[Symbol.asyncIterator]();
  const head = await iterator.next();
  return {
    first: head.done === true ? undefined : head.value,
    rest: { [Symbol.asyncIterator]: () => iterator },
  };
}

/** Sends messages on as fast as the caller takes them. */
export function sendStream<Message>(
  reply: FastifyReply,
  type: string,
  messages: OpenStream<Message>,
  bytesOf: (message: Message) => Uint8Array | string,
): FastifyReply {
  return reply.type(type).send(Readable.from(piecesOf(messages, bytesOf), { objectMode: false }));
}

/** Sends a file on as it is made, as fast as the caller takes it. */
export function sendFile(reply: FastifyReply, type: string, file: Readable): FastifyReply {
  return reply.type(type).send(file);
}

async function* piecesOf<Message>(
  { first, rest }: OpenStream<Message>,
  bytesOf: (message: Message) => Uint8Array | string,
): AsyncGenerator<Uint8Array | string> {
  if (first === undefined) return;
  yield bytesOf(first);
  for await (const message of rest) yield bytesOf(message);
}
