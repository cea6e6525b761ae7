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

/** Survives two copies of this module in one process (source and build), unlike a class identity. */
const brand = Symbol.for("whiteline.DomainError");

/**
 * A request that could not be judged. It keeps its kind, reason and remedy across gRPC: the caller
 * catches the same error again. A refusal that the caller must act upon is an answer, not this.
 *
 * `reason` is a stable public WORD. `message` and `remedy` are read by strangers: no personal data.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly kind: ErrorKind;
  readonly reason: string;
  readonly remedy: string | undefined;

  constructor(
    kind: ErrorKind,
    reason: string,
    message: string,
    options: { readonly remedy?: string; readonly cause?: unknown } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.kind = kind;
    this.reason = reason;
    this.remedy = options.remedy;
    Object.defineProperty(this, brand, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
}
