import { trace } from "@opentelemetry/api";
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from "pino";

import { maskText, redactFields } from "./redaction.js";

export type { Logger } from "pino";

/**
 * A JSON logger that prints no personal data and no secret, whatever it is given: fields, child bindings,
 * messages and errors pass through redaction. Each line carries the trace it belongs to.
 *
 * @param destination standard output unless told; tests collect lines with it.
 */
export function createLogger(name: string, level: string, destination?: DestinationStream): Logger {
  const logger = pino(
    {
      name,
      level,
      timestamp: stdTimeFunctions.isoTime,
      base: { pid: process.pid },
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      serializers: { msg: maskMessage, err: (error: unknown) => error },
      mixin: currentTrace,
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
  return withRedactedChildren(logger);
}

function maskMessage(message: unknown): unknown {
  return typeof message === "string" ? maskText(message) : message;
}

function currentTrace(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span ? { trace_id: span.traceId, span_id: span.spanId } : {};
}

/** pino prints the bindings of a child without asking its formatters. Grandchildren inherit this. */
function withRedactedChildren(logger: Logger): Logger {
  const makeChild: unknown = Reflect.get(logger, "child");
  if (typeof makeChild !== "function") throw new Error("This pino makes no children.");
  return Object.defineProperty(logger, "child", {
    value: function child(this: Logger, bindings: object, ...rest: readonly unknown[]): unknown {
      return Reflect.apply(makeChild, this, [redactFields(bindings), ...rest]);
    },
  });
}
