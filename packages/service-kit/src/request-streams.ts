import {
  ServerInterceptingCall,
  ServerListenerBuilder,
  type ServerMethodDefinition,
} from "@grpc/grpc-js";
import type { ServerMiddleware } from "nice-grpc";

/**
 * How long the end of a request stream is doubted. Both frames of a reset leave the caller together and arrive within
 * a millisecond of each other; a stream is as long as a file, so nobody notices this.
 */
const DOUBT_MS = 50;

/**
 * With {@link failBrokenStreams}: makes a request stream that broke off fail. Left alone, half a file is taken for a
 * whole one, because Node's HTTP/2 client ends a stream before it resets it (a cancelled call, a failed source).
 * So an end is passed on only if no reset follows it.
 */
export function holdBackEnds(
  method: ServerMethodDefinition<unknown, unknown>,
  call: ServerInterceptingCall,
): ServerInterceptingCall {
  if (!method.requestStream) return call;
  let cancelled = false;
  const listener = new ServerListenerBuilder()
    .withOnCancel(() => {
      cancelled = true;
    })
    .withOnReceiveHalfClose((pass) => {
      setTimeout(() => {
        if (!cancelled) pass();
      }, DOUBT_MS);
    })
    .build();
  return new ServerInterceptingCall(call, { start: (next) => next(listener) });
}

/** The other half of {@link holdBackEnds}: nice-grpc shows a cancelled stream as one that ended. */
export const failBrokenStreams: ServerMiddleware = async function* failBrokenStreams(
  call,
  context,
) {
  if (!call.requestStream) return yield* call.next(call.request, context);
  return yield* call.next(untilBroken(call.request, context.signal), context);
};

async function* untilBroken<Message>(
  messages: AsyncIterable<Message>,
  signal: AbortSignal,
): AsyncGenerator<Message> {
  yield* messages;
  signal.throwIfAborted();
}
