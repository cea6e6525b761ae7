import { Metadata, type ClientMiddleware, type Metadata as MetadataType } from "nice-grpc";
import type { DeadlineOptions } from "nice-grpc-client-middleware-deadline";

/**
 * Milliseconds that the caller still waits. gRPC has its own header for this, but nice-grpc neither sends it
 * nor shows it to handlers. Relative, as there, so that clocks need not agree.
 */
const HEADER = "whiteline-timeout-ms";
/** setTimeout takes no longer delay than a signed 32-bit number of milliseconds. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** Gives every call a deadline and tells the server of it. Of `streamMs` for calls with a stream in them. */
export function withDeadline(
  unaryMs: number,
  streamMs: number,
): ClientMiddleware<object, DeadlineOptions> {
  return async function* withDeadline(call, options) {
    const wanted =
      options.deadline ?? (call.requestStream || call.responseStream ? streamMs : unaryMs);
    const left = wanted instanceof Date ? wanted.getTime() - Date.now() : wanted;
    const deadline = Math.min(Math.max(Math.floor(left), 0), LONGEST_DELAY);
    const metadata = Metadata(options.metadata).set(HEADER, String(deadline));
    return yield* call.next(call.request, { ...options, metadata, deadline });
  };
}

/** When the caller stops waiting, by our clock; undefined when it did not say. */
export function deadlineOf(metadata: MetadataType): Date | undefined {
  const text = metadata.get(HEADER);
  if (text === undefined || !/^\d{1,10}$/.test(text)) return undefined;
  return new Date(Date.now() + Number(text));
}
