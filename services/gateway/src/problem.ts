import type { Finding } from "@whiteline/contracts/common/v1/finding";
import { DomainError, type ErrorKind } from "@whiteline/service-kit";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";

import { errorCodes } from "./error-codes.js";
import { fromFinding } from "./proto/words.js";
import type { Problem } from "./shapes/problem.js";

/**
 * A service judged the request and said no. Thrown by a handler to end it: the answer is a problem with everything
 * that was found.
 */
export class Refusal extends Error {
  override readonly name = "Refusal";

  readonly code: string;
  readonly findings: readonly Finding[];
  readonly more: { readonly warnings?: readonly Finding[]; readonly verdictId?: string };

  constructor(code: string, findings: readonly Finding[], more: Refusal["more"] = {}) {
    super(code);
    this.code = code;
    this.findings = findings;
    this.more = more;
  }
}

type Head = { readonly status: number; readonly title: string };

/** style.md §2.7: the only place that knows HTTP status. */
const headOf: Readonly<Record<ErrorKind, Head>> = {
  invalid: { status: 400, title: "Invalid request" },
  unauthenticated: { status: 401, title: "Not authenticated" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  already_exists: { status: 409, title: "Already exists" },
  conflict: { status: 409, title: "Changed meanwhile" },
  precondition: { status: 422, title: "Not possible now" },
  exhausted: { status: 429, title: "Too much at once" },
  unavailable: { status: 503, title: "Not available now" },
  internal: { status: 500, title: "Failure of ours" },
};
const tooLarge: Head = { status: 413, title: "Too large" };
/**
 * What HTTP has a finer word for than that it is refused: the status of the catalogue then holds, in whichever way a
 * service says it.
 */
const finerHeads: ReadonlyMap<number | undefined, Head> = new Map(
  [{ status: 409, title: "Already done, or otherwise" }, tooLarge, headOf.exhausted].map((head) => [
    head.status,
    head,
  ]),
);
const finerHeadOf = (code: string): Head | undefined =>
  finerHeads.get(errorCodes.get(code)?.status);
const REFUSED: Head = { status: 422, title: "Refused" };

type EdgeFailure = Head & {
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
};

/** What fastify and its multipart plugin refuse before a handler is asked, by their codes. */
const edgeFailures: Readonly<Record<string, EdgeFailure>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: {
    ...headOf.invalid,
    code: "JSON_MALFORMED",
    detail: "The body is not JSON.",
    remedy: "Send one JSON value in UTF-8.",
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    ...headOf.invalid,
    code: "BODY_MISSING",
    detail: "The body is empty.",
    remedy: "Send a JSON body, or leave out the content type.",
  },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    ...headOf.invalid,
    code: "BODY_INCOMPLETE",
    detail: "The body ended before its announced length.",
    remedy: "Send the request again.",
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    ...tooLarge,
    code: "BODY_TOO_LARGE",
    detail: "The body is larger than this route takes.",
    remedy: "Send fewer messages per request, or upload a list.",
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    status: 415,
    title: "Unknown format",
    code: "MEDIA_TYPE_UNSUPPORTED",
    detail: "The route does not read this content type.",
    remedy: "Send application/json, or what /openapi.json names for this route.",
  },
  FST_ERR_BAD_URL: {
    ...headOf.invalid,
    code: "URL_MALFORMED",
    detail: "The path cannot be decoded.",
    remedy: "Encode the path as UTF-8 with percent signs.",
  },
};

const malformed: EdgeFailure = {
  ...headOf.invalid,
  code: "REQUEST_MALFORMED",
  detail: "The request cannot be read.",
  remedy: "Send HTTP/1.1 as /openapi.json describes it.",
};

/** Reasons that the transport gives when no service spoke; their texts name our insides. */
const NO_ANSWER: ReadonlySet<string> = new Set(["UNAVAILABLE", "DEADLINE_EXCEEDED", "CANCELLED"]);
const noAnswer: EdgeFailure = {
  ...headOf.unavailable,
  code: "UNAVAILABLE",
  detail: "A service of ours gave no answer in time.",
  remedy: "Send the request again in a moment, with the same Idempotency-Key.",
};

/** What Node refuses before there is a request, by its codes. */
const unreadables: Readonly<Record<string, EdgeFailure>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    title: "Too large",
    code: "HEADERS_TOO_LARGE",
    detail: "The headers are too large.",
    remedy: "Send fewer and shorter headers.",
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: "Too slow",
    code: "REQUEST_TIMEOUT",
    detail: "The request did not arrive in time.",
    remedy: "Send it again.",
  },
};

/** Refusals of the parts of a request that answer "the request is wrong here and there". */
const PART_NAMES: Readonly<Record<string, string>> = {
  body: "",
  querystring: "query.",
  params: "path.",
  headers: "header.",
};

export type Answer = {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  /** A failure of ours that must be logged under `problem.instance`. */
  readonly unexpected: boolean;
};

/**
 * Says in HTTP why a request was not done.
 *
 * @param newId names an incident that the caller cannot understand and we must.
 */
export function answerOf(error: unknown, newId: () => string): Answer {
  if (error instanceof Refusal) return expected(refusalProblem(error));
  if (error instanceof DomainError) {
    if (error.kind === "internal") return incident(newId());
    if (NO_ANSWER.has(error.reason)) return expected(problemOf(noAnswer));
    const usual = headOf[error.kind];
    const finer = finerHeadOf(error.reason);
    const head = finer === undefined || finer.status === usual.status ? usual : finer;
    const { reason: code, message: detail, remedy, faults } = error;
    const told = faults.length > 1 ? { detail: detailOf(faults), remedy: remedyOfAll } : { detail };
    const problem = problemOf({
      ...head,
      code,
      ...(remedy === undefined ? {} : { remedy }),
      ...told,
    });
    return expected(
      faults.length === 0 ? problem : { ...problem, findings: faults.map(fromFinding) },
    );
  }
  if (hasZodFastifySchemaValidationErrors(error)) return expected(faultsProblem(error));
  const failure = edgeFailureOf(error);
  return failure ? expected(problemOf(failure)) : incident(newId());
}

/** The problem of a request that Node could not read. */
export function unreadable(code: string): Problem {
  return problemOf(unreadables[code] ?? malformed);
}

/** Verdicts on what was asked: of a group nobody knows whose message they mean. */
const VERDICTS: ReadonlySet<ErrorKind> = new Set([
  "invalid",
  "already_exists",
  "conflict",
  "precondition",
]);

/**
 * What each of several callers is told when the group that carried their messages failed as a whole: what concerns
 * what they share (key, line, a service that is away) as it is; a verdict, which may mean a neighbour's message, as a failure that passes.
 */
export function failureOfAll(error: unknown): unknown {
  if (!(error instanceof DomainError) || !VERDICTS.has(error.kind)) return error;
  return new DomainError(
    "unavailable",
    "GROUP_FAILED",
    "The group in which your message travelled was not taken.",
    { remedy: "Send it again with the same request id.", cause: error },
  );
}

/** A failure as a message of a batch shows it. */
export function findingOf(error: DomainError): Pick<Finding, "code" | "rule"> & {
  readonly remedy?: string;
} {
  if (NO_ANSWER.has(error.reason)) {
    return { code: noAnswer.code, rule: noAnswer.detail, remedy: noAnswer.remedy };
  }
  if (error.kind === "internal") return { code: "INTERNAL", rule: "Something went wrong inside." };
  return {
    code: error.reason,
    rule: error.message,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
  };
}

function problemOf(
  given: Head & { readonly code: string; readonly detail: string; readonly remedy?: string },
): Problem {
  const { title, status, code, detail } = given;
  const known = errorCodes.get(code);
  const remedy = given.remedy ?? known?.remedy;
  return {
    type: known ? `/v1/error-codes/${code}` : "about:blank",
    title,
    status,
    code,
    detail,
    ...(remedy === undefined ? {} : { remedy }),
  };
}

const remedyOfAll = "Correct everything that is listed and send it again.";

function detailOf(findings: readonly unknown[]): string {
  return `${findings.length} things must be corrected.`;
}

function refusalProblem({ code, findings, more }: Refusal): Problem {
  const [first] = findings;
  const alone = findings.length === 1 ? first : undefined;
  const remedy = alone?.remedy ?? remedyOfAll;
  return {
    ...problemOf({
      ...(finerHeadOf(code) ?? REFUSED),
      code,
      detail: alone?.rule ?? detailOf(findings),
      ...(remedy === "" ? {} : { remedy }),
    }),
    ...(alone && alone.source !== "" ? { source: alone.source } : {}),
    ...(more.verdictId ? { verdictId: more.verdictId } : {}),
    findings: findings.map(fromFinding),
    ...(more.warnings && more.warnings.length > 0
      ? { warnings: more.warnings.map(fromFinding) }
      : {}),
  };
}

type Faults = {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string }[];
  readonly validationContext?: string | undefined;
};

function faultsProblem({ validation, validationContext }: Faults): Problem {
  const part = PART_NAMES[validationContext ?? "body"] ?? "";
  return {
    ...problemOf({
      ...headOf.invalid,
      code: "REQUEST_INVALID",
      detail: `${validation.length} field(s) do not fit the route.`,
    }),
    findings: validation.map(({ instancePath, message }) => ({
      code: "FIELD_INVALID",
      subject: `${part}${instancePath.slice(1).replaceAll("/", ".")}`,
      rule: message ?? "The value does not fit.",
      source: "schema of the route, /docs",
      remedy: "Send what the schema says.",
    })),
  };
}

function edgeFailureOf(error: unknown): EdgeFailure | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const known = edgeFailures[code];
  if (known) return known;
  const status = "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? malformed : undefined;
}

function incident(id: string): Answer {
  const problem: Problem = {
    ...problemOf({
      ...headOf.internal,
      code: "INTERNAL",
      detail: "Something went wrong inside; it has been logged.",
    }),
    instance: `urn:whiteline:incident:${id}`,
  };
  return { problem, headers: {}, unexpected: true };
}

function expected(problem: Problem): Answer {
  return { problem, headers: headersOf(problem.status), unexpected: false };
}

/** RFC 9110: 401 names the scheme; 429 and 503 say when to come back. */
function headersOf(status: number): Readonly<Record<string, string>> {
  switch (status) {
    case 401:
      return { "www-authenticate": 'Bearer realm="whiteline"' };
    case 429:
    case 503:
      return { "retry-after": "1" };
    default:
      return {};
  }
}
