/** How an RPC is called with what belongs to somebody else, and what a stranger must get. */
export type StrangerRow<Caller> = {
  readonly call: (caller: Caller) => Promise<unknown> | AsyncIterable<unknown>;
  /** Reason of the refusal; left out where the RPC names nobody: then nothing of the other is in its answer. */
  readonly refused?: string;
};

/** Kinds of refusal that tell a stranger nothing but that it may not, or that there is nothing. */
const silent: ReadonlySet<unknown> = new Set([
  "not_found",
  "forbidden",
  "unauthenticated",
  "unavailable",
]);

/**
 * Calls an RPC as a stranger and says what is wrong with the answer; undefined when nothing is.
 * A row without a reason, and whoever need not get just that reason, is content with every refusal that tells
 * nothing, and with an answer without a secret.
 * @param secrets texts of the other (ids, numbers, names) that no answer may hold
 */
export async function strangerFault<Caller>(
  { call, refused }: StrangerRow<Caller>,
  caller: Caller,
  secrets: readonly string[],
  { exactly = true }: { readonly exactly?: boolean } = {},
): Promise<string | undefined> {
  const outcome = await answerOf(call, caller);
  if (outcome.kind === "refused") {
    const { reason, kind, text } = outcome.refusal;
    const isRight = reason === refused || (!(exactly && refused !== undefined) && silent.has(kind));
    return isRight ? told(text, secrets) : `refused as ${String(kind)} ${reason}`;
  }
  if (exactly && refused !== undefined) return `answered ${outcome.text.slice(0, 300)}`;
  return told(outcome.text, secrets);
}

/**
 * Every row called by strangers: a tenant who must be answered as the table says, and others (services for
 * another tenant, another provider's desk) who must learn nothing.
 * @returns what is wrong, by RPC and caller; empty when nothing is
 */
export async function strangerFaults<Caller>(
  rows: Readonly<Record<string, StrangerRow<Caller>>>,
  {
    tenant,
    others,
    secrets,
  }: {
    readonly tenant: Caller;
    readonly others: Readonly<Record<string, Caller>>;
    readonly secrets: readonly string[];
  },
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [name, row] of Object.entries(rows)) {
    const asTenant = await strangerFault(row, tenant, secrets);
    if (asTenant !== undefined) faults.push(`${name} as another tenant: ${asTenant}`);
    for (const [who, caller] of Object.entries(others)) {
      const fault = await strangerFault(row, caller, secrets, { exactly: false });
      if (fault !== undefined) faults.push(`${name} as ${who}: ${fault}`);
    }
  }
  return faults;
}

function told(text: string, secrets: readonly string[]): string | undefined {
  const secret = secrets.find((each) => each !== "" && text.includes(each));
  return secret === undefined ? undefined : `tells ${secret} in ${text.slice(0, 300)}`;
}

type Refusal = { readonly kind: unknown; readonly reason: string; readonly text: string };

async function answerOf<Caller>(
  call: StrangerRow<Caller>["call"],
  caller: Caller,
): Promise<
  | { readonly kind: "answered"; readonly text: string }
  | { readonly kind: "refused"; readonly refusal: Refusal }
> {
  try {
    const answer = call(caller);
    const parts: unknown[] = [];
    if (answer instanceof Promise) parts.push(await answer);
    else for await (const part of answer) parts.push(part);
    return { kind: "answered", text: textOf(parts) };
  } catch (error) {
    if (!(error instanceof Error) || !("kind" in error) || !("reason" in error)) throw error;
    const { kind, reason, message } = error;
    return { kind: "refused", refusal: { kind, reason: String(reason), text: message } };
  }
}

/** Everything an answer holds, as one searchable text: bytes as the text they carry. */
function textOf(answer: unknown): string {
  return JSON.stringify(answer, (_name, value: unknown) => {
    if (typeof value === "bigint") return String(value);
    if (value instanceof Uint8Array) return Buffer.from(value).toString("latin1");
    return isBuffer(value) ? Buffer.from(value.data).toString("latin1") : value;
  });
}

/** JSON.stringify shows a Buffer in a form of its own. */
function isBuffer(value: unknown): value is { readonly data: readonly number[] } {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    value.type === "Buffer" &&
    "data" in value &&
    Array.isArray(value.data)
  );
}
