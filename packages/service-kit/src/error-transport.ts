import {
  ClientError,
  ServerError,
  Status,
  type ClientMiddleware,
  type ServerMiddleware,
} from "nice-grpc";
import { ErrorInfo, RichClientError, RichServerError } from "nice-grpc-error-details";
import { z } from "zod";

import { DomainError, type ErrorKind } from "./domain-error.js";
import type { Logger } from "./logger.js";
import { isStoreAway } from "./store-away.js";

/** style.md §2.7: one table, read in both directions. */
const statusOf: Readonly<Record<ErrorKind, Status>> = {
  invalid: Status.INVALID_ARGUMENT,
  unauthenticated: Status.UNAUTHENTICATED,
  forbidden: Status.PERMISSION_DENIED,
  not_found: Status.NOT_FOUND,
  already_exists: Status.ALREADY_EXISTS,
  conflict: Status.ABORTED,
  precondition: Status.FAILED_PRECONDITION,
  exhausted: Status.RESOURCE_EXHAUSTED,
  unavailable: Status.UNAVAILABLE,
  internal: Status.INTERNAL,
};

function kindOf(status: Status): ErrorKind {
  switch (status) {
    case Status.INVALID_ARGUMENT:
    case Status.OUT_OF_RANGE:
      return "invalid";
    case Status.UNAUTHENTICATED:
      return "unauthenticated";
    case Status.PERMISSION_DENIED:
      return "forbidden";
    case Status.NOT_FOUND:
      return "not_found";
    case Status.ALREADY_EXISTS:
      return "already_exists";
    case Status.ABORTED:
      return "conflict";
    case Status.FAILED_PRECONDITION:
      return "precondition";
    case Status.RESOURCE_EXHAUSTED:
      return "exhausted";
    // A server that is cut off while it drains answers CANCELLED: worth another try, like the other two.
    case Status.UNAVAILABLE:
    case Status.DEADLINE_EXCEEDED:
    case Status.CANCELLED:
      return "unavailable";
    default:
      return "internal";
  }
}

/** Domain of our reasons in google.rpc.ErrorInfo. */
const ERROR_DOMAIN = "whiteline";
const WITHHELD = "Something went wrong inside; it has been logged.";

/** Server side: what a handler throws becomes a status with an ErrorInfo; the unknown is logged and withheld. */
export function answerErrors(log: Logger): ServerMiddleware {
  return async function* answerErrors(call, context) {
    try {
      return yield* call.next(call.request, context);
    } catch (error) {
      if (error instanceof ServerError) throw error;
      // The caller went away; nice-grpc answers CANCELLED to nobody.
      if (context.signal.aborted && isAbort(error)) throw error;
      throw toServerError(judge(error, call.method.path, log));
    }
  };
}

function judge(error: unknown, path: string, log: Logger): DomainError {
  if (error instanceof DomainError) {
    const loggedByPeer = error.cause instanceof RichClientError;
    if (error.kind === "internal" && !loggedByPeer)
      log.error({ err: error, rpc: path }, "call failed");
    return error;
  }
  if (isStoreAway(error)) {
    log.warn({ err: error, rpc: path }, "store unavailable");
    return new DomainError(
      "unavailable",
      "STORE_UNAVAILABLE",
      "The store of the service cannot be reached now.",
      {
        remedy: "Call again in a moment.",
      },
    );
  }
  log.error({ err: error, rpc: path }, "call failed");
  return new DomainError("internal", "INTERNAL", WITHHELD);
}

function toServerError({ kind, reason, message, remedy, faults }: DomainError): RichServerError {
  const metadata = {
    ...(remedy === undefined ? {} : { remedy }),
    ...(faults.length === 0 ? {} : { faults: JSON.stringify(faults) }),
  };
  return new RichServerError(statusOf[kind], kind === "internal" ? WITHHELD : message, [
    ErrorInfo.fromPartial({ reason, domain: ERROR_DOMAIN, metadata }),
  ]);
}

/** Client side: the caller catches the DomainError that the handler threw, with the same reason. */
export const restoreErrors: ClientMiddleware = async function* restoreErrors(call, options) {
  try {
    return yield* call.next(call.request, options);
  } catch (error) {
    throw error instanceof ClientError ? toDomainError(error) : error;
  }
};

function toDomainError(error: ClientError): DomainError {
  const kind = kindOf(error.code);
  const info = error instanceof RichClientError ? error.extra.find(isErrorInfo) : undefined;
  if (info) {
    const { remedy, faults } = info.metadata;
    return new DomainError(kind, info.reason, error.details, {
      cause: error,
      faults: faults === undefined ? [] : toFaults(faults),
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
  // No handler of ours spoke: the text of the transport names addresses and stays in the cause.
  const message =
    kind === "unavailable" ? `${error.path} gave no answer.` : `${error.path} failed.`;
  return new DomainError(kind, Status[error.code], message, {
    cause: error,
    ...(kind === "unavailable" ? { remedy: "Call again in a moment." } : {}),
  });
}

const faultList = z.array(
  z.object({
    code: z.string(),
    subject: z.string(),
    rule: z.string(),
    source: z.string(),
    remedy: z.string(),
  }),
);

function toFaults(json: string): DomainError["faults"] {
  const said: unknown = JSON.parse(json);
  return faultList.parse(said);
}

function isErrorInfo(detail: { readonly $type: string }): detail is ErrorInfo {
  return detail.$type === ErrorInfo.$type;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}
