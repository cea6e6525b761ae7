/** How a request failed, in words that know neither gRPC nor HTTP. */
export type ErrorKind =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "already_exists"
  | "conflict"
  | "precondition"
  | "exhausted"
  | "unavailable"
  | "internal";

/** One of several faults of a request, as a contract's `Finding` says it (law 4). */
export type Fault = {
  readonly code: string;
  /** The field, as the contract writes it, e.g. "owner_email". */
  readonly subject: string;
  readonly rule: string;
  readonly source: string;
  readonly remedy: string;
};

/** Survives two copies of this module in one process (source and build), unlike a class identity. */
const brand = Symbol.for("whiteline.DomainError");

/**
 * A request that could not be judged. It keeps its kind, reason, remedy and faults across gRPC: the caller
 * catches the same error again. A refusal that the caller must act upon is an answer, not this.
 *
 * `reason` is a stable public WORD. `message`, `remedy` and `faults` are read by strangers: no personal data.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly kind: ErrorKind;
  readonly reason: string;
  readonly remedy: string | undefined;
  /** Everything that is wrong, where there are fields to name; a handful, because they travel in a trailer. */
  readonly faults: readonly Fault[];

  constructor(
    kind: ErrorKind,
    reason: string,
    message: string,
    options: {
      readonly remedy?: string;
      readonly faults?: readonly Fault[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.kind = kind;
    this.reason = reason;
    this.remedy = options.remedy;
    this.faults = options.faults ?? [];
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
}
