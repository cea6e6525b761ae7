/** Field names that never reach a log, compared in lower case without `_` and `-`. */
const SECRET_FIELDS = new Set(
  [
    "token secret password passphrase authorization cookie apikey key credential credentials jwk privatekey",
    "text texts body content variables",
    "msisdn msisdns number numbers to mobile phone phones recipient recipients subscriber subscribers destination",
    "nationalcode nationalid email firstname lastname ownername",
    // Where the driver repeats the documents of a write that failed.
    "op keyvalue",
  ].flatMap((names) => names.split(" ")),
);
/** The same as the last word of a longer name: ownerMobile, SERVICE_SECRET, access_token. */
const SECRET_ENDINGS =
  /(token|secret|password|apikey|privatekey|msisdn|mobile|phone|email|nationalcode|nationalid)$/;
/** Names of ids and digests, whose values are kept whole: they join log lines and are no personal data. */
const ID_FIELD =
  /^(?:_?id|ids|hash|sha256|version|traceparent)$|[a-z0-9](?:Id|Ids|Hash)$|_(?:id|ids|hash)$/;

const REDACTED = "[redacted]";
const DEEPEST = 6;
const LONGEST_LIST = 100;

/** A UUID, or a word that may hold a number; digits of any script count. Linear, for a log meets any text. */
const WORD = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\p{L}\p{Nd}]{9,}/giu;
const UUID = /^[0-9a-f]{8}-/i;
const HEX_ID = /^(?=.*[a-f])[0-9a-f]{16,}$/i;
/** E.164 has at most 15 digits; "00" before it makes 17. */
const NUMBER = /(?<!\p{Nd})\p{Nd}{9,17}(?!\p{Nd})/gu;
const EMAIL = /[^\s@"'<>(),;:=]{1,64}@[^\s@"'<>(),;:=]{1,190}\.\p{L}{2,24}/gu;
const URL_CREDENTIALS = /(:\/\/)[^/\s@]+@/g;
const LONGEST_TEXT = 16_000;

/**
 * Masks what looks like a telephone number (a run of 9 to 17 digits) to its first four and last two digits,
 * and e-mail addresses and credentials in URLs altogether. UUIDs, hexadecimal ids that hold a letter, and runs
 * of 18 digits and more (an id that happens to hold no letter) stay readable. Cuts off after 16,000 characters.
 */
export function maskText(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .replace(URL_CREDENTIALS, "$1[redacted]@")
    .replace(EMAIL, "[email]")
    .replace(WORD, (word) =>
      UUID.test(word) || HEX_ID.test(word)
        ? word
        : word.replace(NUMBER, (number) => `${number.slice(0, 4)}***${number.slice(-2)}`),
    );
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
