import {
  createChannel,
  createClientFactory,
  type Client as BareClient,
  type CompatServiceDefinition,
} from "nice-grpc";
import { deadlineMiddleware, type DeadlineOptions } from "nice-grpc-client-middleware-deadline";
import { errorDetailsClientMiddleware } from "nice-grpc-error-details";
import { openTelemetryClientMiddleware } from "nice-grpc-opentelemetry";

import { channelOptions } from "./channel-options.js";
import { withDeadline } from "./deadline.js";
import { restoreErrors } from "./error-transport.js";

/** A client of one service; `life.use` closes it. */
export type Client<Definition extends CompatServiceDefinition> = BareClient<
  Definition,
  DeadlineOptions
> &
  Disposable;

/** How long an answer may take unless the call says otherwise. */
const UNARY_DEADLINE_MS = 10_000;
/** A stream (an audience, an upload) lasts as long as its content; this only catches a peer that hangs. */
const STREAM_DEADLINE_MS = 600_000;

/**
 * Makes a client that connects when it is first used, and again whenever it must. Failures arrive as DomainError
 * with the reason of the server; a peer that is away is `unavailable`. A cancelled call throws AbortError.
 *
 * @param address host:port.
 * @param options.deadlineMs deadline of each call in milliseconds; 10 s and, for streams, 10 min unless told.
 *   A deadline in the call's own options (as {@link forward} gives) has the last word.
 */
export function createClient<Definition extends CompatServiceDefinition>(
  definition: Definition,
  address: string,
  { deadlineMs }: { readonly deadlineMs?: number } = {},
): Client<Definition> {
  const channel = createChannel(address, undefined, channelOptions);
  // The middleware attached last is the outermost.
  const client = createClientFactory()
    .use(errorDetailsClientMiddleware)
    .use(openTelemetryClientMiddleware())
    .use(deadlineMiddleware)
    .use(withDeadline(deadlineMs ?? UNARY_DEADLINE_MS, deadlineMs ?? STREAM_DEADLINE_MS))
    .use(restoreErrors)
    .create(definition, channel);
  return Object.assign(client, { [Symbol.dispose]: () => channel.close() });
}
