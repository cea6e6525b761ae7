/** Field names that never reach a log, compared in lower case without `_` and `-`. */
const SECRET_FIELDS = new Set([
  ...[
    "token",
    "secret",
    "password",
    "passphrase",
    "authorization",
    "cookie",
    "apikey",
    "key",
    "credential",
    "credentials",
    "jwk",
    "privatekey",
  ],
  ...["text", "texts", "body", "content", "variables"],
  ...[
    "msisdn",
    "msisdns",
    "number",
    "numbers",
    "to",
    "mobile",
    "phone",
    "phones",
    "recipient",
    "recipients",
    "subscriber",
    "subscribers",
    "destination",
  ],
  ...["nationalcode", "nationalid", "email", "firstname", "lastname", "ownername"],
]);
/** The same as the last word of a longer name: ownerMobile, SERVICE_SECRET, access_token. */
const SECRET_ENDINGS =
  /(token|secret|password|apikey|privatekey|msisdn|mobile|phone|email|nationalcode|nationalid)$/;
/** Names of ids and digests, whose values are kept whole: they join log lines and are no personal data. */
const ID_FIELD = /(?:^|[a-z_])(?:Id|Ids|_id|_ids|id|ids|hash|sha256|version|traceparent)$/;

const REDACTED = "[redacted]";
const DEEPEST = 6;
const LONGEST_LIST = 100;

/**
 * Either a UUID, which is kept, or a free-standing run of 9 to 17 digits: E.164 has at most 15, "00" before it
 * makes 17. Digits of any script count. A run that touches a letter is looked at by {@link maskText}.
 */
const CANDIDATE =
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\p{L}\p{Nd}]*\p{Nd}{9}[\p{L}\p{Nd}]*/giu;
const HEX_ID = /^(?=.*[a-f])[0-9a-f]{16,}$/i;
const UUID = /^[0-9a-f]{8}-/i;
const DIGIT_RUN = /\p{Nd}+/gu;
const EMAIL = /[^\s@"'<>(),;:=]+@[^\s@"'<>(),;:=]+\.\p{L}{2,}/gu;
const URL_CREDENTIALS = /(:\/\/)[^/\s@]+@/g;

/**
 * Masks what looks like a telephone number (a run of 9 to 17 digits) to its first four and last two digits,
 * and e-mail addresses and credentials in URLs altogether. UUIDs, hexadecimal ids that hold a letter, and runs
 * of 18 digits and more (an id that happens to hold no letter) stay readable.
 */
export function maskText(text: string): string {
  return text
    .replace(URL_CREDENTIALS, "$1[redacted]@")
    .replace(EMAIL, "[email]")
    .replace(CANDIDATE, (found) =>
      UUID.test(found) || HEX_ID.test(found) ? found : found.replace(DIGIT_RUN, maskRun),
    );
}

function maskRun(digits: string): string {
  const { length } = digits;
  return length < 9 || length > 17 ? digits : `${digits.slice(0, 4)}***${digits.slice(-2)}`;
}

/**
 * A copy of log fields that may be printed: secret fields are blotted out at any depth, other strings are masked,
 * bytes become their length, errors become plain objects, and what is too deep or too long is cut.
 */
export function redactFields(fields: object): Record<string, unknown> {
  return redactObject(fields, 0);
}

function redactObject(value: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, redactField(name, item, depth)]),
  );
}

function redactField(name: string, value: unknown, depth: number): unknown {
  if (value === undefined || value === null || typeof value === "boolean") return value;
  const plain = name.toLowerCase().replaceAll(/[_-]/g, "");
  if (SECRET_FIELDS.has(plain) || SECRET_ENDINGS.test(plain)) return REDACTED;
  if (typeof value === "string" && ID_FIELD.test(name)) return value;
  return redactValue(value, depth + 1);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth > DEEPEST) return "[deep]";
  if (value instanceof Error) return redactError(value, depth);
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (Array.isArray(value))
    return value.slice(0, LONGEST_LIST).map((item) => redactValue(item, depth + 1));
  if (value instanceof Map || value instanceof Set) return `[${value.size} entries]`;
  if ("toJSON" in value && typeof value.toJSON === "function")
    return redactValue(Reflect.apply(value.toJSON, value, []), depth + 1);
  return redactObject(value, depth);
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  return {
    type: error.name,
    message: maskText(error.message),
    stack: maskText(error.stack ?? ""),
    ...redactObject(error, depth),
    ...(error.cause === undefined ? {} : { cause: redactValue(error.cause, depth + 1) }),
  };
}
