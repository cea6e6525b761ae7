import { DomainError } from "@whiteline/service-kit";
import { z } from "zod";
import type { ConsentState, RecipientKind } from "../domain/consent.js";
import type { BatchAnswer, ConsentRegistry, RegistryWord } from "./consent-registry.js";

export type IysOptions = {
  /** e.g. https://api.iys.org.tr */
  readonly url: string;
  /** The provider's code at the registry. */
  readonly code: string;
  readonly user: string;
  readonly password: string;
  readonly timeoutMs: number;
  readonly now: () => Date;
};

const tokenShape = z.object({ access_token: z.string(), expires_in: z.number() });
const uploadShape = z.object({ requestId: z.string() });
const answersShape = z.array(
  z.object({
    index: z.number().int(),
    status: z.enum(["success", "failure", "enqueue"]),
    error: z.object({ code: z.string(), message: z.string() }).optional(),
  }),
);
const entryShape = z.object({
  recipient: z.string(),
  recipientType: z.enum(["BIREYSEL", "TACIR"]),
  status: z.enum(["ONAY", "RET"]),
  source: z.string(),
  consentDate: z.string(),
});
const statusShape = z.object({ list: z.array(entryShape.pick({ recipient: true, status: true })) });
const changesShape = z.object({
  after: z.string(),
  hasMore: z.boolean(),
  list: z.array(entryShape),
});

const kinds = { consumer: "BIREYSEL", merchant: "TACIR" } as const;
const kindOf = { BIREYSEL: "consumer", TACIR: "merchant" } as const;
const states = { given: "ONAY", withdrawn: "RET" } as const;
const stateOf = { ONAY: "given", RET: "withdrawn" } as const;
/** Türkiye keeps UTC+3 all year. */
const OFFSET_MS = 3 * 3_600_000;

/** The registry of Türkiye, for the channel MESAJ [research/peers.md §1.3]. */
export function iysRegistry(options: IysOptions): ConsentRegistry {
  const call = caller(options);
  const at = (brand: string, rest: string) =>
    `/sps/${options.code}/brands/${encodeURIComponent(brand)}/${rest}`;

  return {
    async upload(brand, _kind, words) {
      const entries = words.map(toEntry);
      return (await call("POST", at(brand, "consents/request"), uploadShape, entries)).requestId;
    },

    async answerOf(brand, requestId): Promise<BatchAnswer | "unknown" | undefined> {
      const path = at(brand, `consents/request/${encodeURIComponent(requestId)}`);
      try {
        const answers = await call("GET", path, answersShape);
        if (answers.some(({ status }) => status === "enqueue")) return undefined;
        return answers.map(({ index, error }) => ({ index, error: error?.code ?? "" }));
      } catch (error) {
        if (error instanceof DomainError && error.kind === "not_found") return "unknown";
        throw error;
      }
    },

    async query(brand, kind, msisdns) {
      const path = at(brand, `consents/MESAJ/status/${kinds[kind]}`);
      const recipients = msisdns.map((msisdn) => `+${msisdn}`);
      const { list } = await call("POST", path, statusShape, { recipients });
      return new Map(
        list.map(({ recipient, status }): [number, ConsentState] => [
          Number(recipient),
          stateOf[status],
        ]),
      );
    },

    async changes(brand, cursor) {
      const query = new URLSearchParams({ after: cursor, limit: "1000" });
      const path = at(brand, `consents/changes?${query.toString()}`);
      const { after, hasMore, list } = await call("GET", path, changesShape);
      return { words: list.map(toWord), cursor: after, isMore: hasMore };
    },
  };
}

function toEntry({ msisdn, kind, state, saidAt, source }: RegistryWord) {
  return {
    type: "MESAJ",
    recipient: `+${msisdn}`,
    recipientType: kinds[kind],
    status: states[state],
    source,
    consentDate: localTime(saidAt),
  };
}

function toWord(entry: z.output<typeof entryShape>): RegistryWord {
  const kind: RecipientKind = kindOf[entry.recipientType];
  const saidAt = new Date(`${entry.consentDate.replace(" ", "T")}+03:00`);
  return {
    msisdn: Number(entry.recipient),
    kind,
    state: stateOf[entry.status],
    saidAt,
    source: entry.source,
  };
}

function localTime(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** Calls with a token that is fetched when needed; a refused token is fetched anew once. */
function caller({ url, user, password, timeoutMs, now }: IysOptions) {
  let token: { readonly text: string; readonly until: number } | undefined;

  const send = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      return await fetch(url + path, { ...init, signal: AbortSignal.timeout(timeoutMs) });
    } catch (cause) {
      throw away(cause);
    }
  };
  const logIn = async (): Promise<string> => {
    const body = JSON.stringify({ username: user, password, grant_type: "password" });
    const headers = { "content-type": "application/json" };
    const answer = await send("/oauth2/token", { method: "POST", headers, body });
    if (!answer.ok) throw await failureOf(answer);
    const { access_token: text, expires_in: seconds } = tokenShape.parse(await jsonOf(answer));
    token = { text, until: now().getTime() + (seconds - 30) * 1_000 };
    return text;
  };

  return async <Shape extends z.ZodType>(
    method: "GET" | "POST",
    path: string,
    shape: Shape,
    content?: unknown,
  ): Promise<z.output<Shape>> => {
    const ask = async (bearer: string) =>
      send(path, {
        method,
        headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      });
    const known = token !== undefined && now().getTime() < token.until ? token.text : undefined;
    let answer = await ask(known ?? (await logIn()));
    if (answer.status === 401 && known !== undefined) answer = await ask(await logIn());
    if (!answer.ok) throw await failureOf(answer);
    const read = shape.safeParse(await jsonOf(answer));
    if (read.success) return read.data;
    throw away(read.error);
  };
}

async function jsonOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch (cause) {
    throw away(cause);
  }
}

async function failureOf(answer: Response): Promise<DomainError> {
  await answer.body?.cancel();
  const { status } = answer;
  if (status === 404) return new DomainError("not_found", "REGISTRY_UNKNOWN", "It knows no such.");
  if (status === 429) {
    return new DomainError("unavailable", "REGISTRY_BUSY", "The registry lets in no more now.", {
      remedy: "Ask again later; what waits is kept.",
    });
  }
  if (status >= 500) return away(new Error(`status ${status}`));
  return new DomainError("precondition", "REGISTRY_REFUSED", `The registry answered ${status}.`, {
    remedy: "Check brand and login at the registry.",
  });
}

function away(cause: unknown): DomainError {
  return new DomainError("unavailable", "REGISTRY_AWAY", "The registry gave no answer.", {
    remedy: "Ask again later; what waits is kept.",
    cause,
  });
}
