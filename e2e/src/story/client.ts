import { randomUUID } from "node:crypto";
import { z } from "zod";

/** How long a service may be away before the caller gives up. */
const PATIENCE_MS = 180_000;
/** Times that a story of very many recipients waits longer. */
const { WHITELINE_STORY_PATIENCE = "1" } = process.env;

/** A refusal of the public API: problem+json, as an integrator sees it. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(`${status} ${problem.code}: ${problem.detail ?? problem.title ?? ""}`);
    this.name = "Refused";
    this.status = status;
    this.problem = problem;
  }
}

const finding = z.looseObject({
  code: z.string(),
  subject: z.string().optional(),
  rule: z.string().optional(),
  source: z.string().optional(),
  remedy: z.string().optional(),
});
export type Finding = z.infer<typeof finding>;

const problem = z.looseObject({
  code: z.string(),
  title: z.string().optional(),
  detail: z.string().optional(),
  remedy: z.string().optional(),
  source: z.string().optional(),
  verdictId: z.string().optional(),
  findings: z.array(finding).optional(),
});
export type Problem = z.infer<typeof problem>;

export type Call = {
  readonly method?: "GET" | "POST" | "PUT";
  readonly json?: unknown;
  /** A file with text fields beside it. */
  readonly form?: FormData;
  /** A file as it is; its type stands in the headers. */
  readonly body?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
};

/**
 * The public API as a customer's system uses it: one key, JSON in and out.
 * A refusal throws {@link Refused}; an answer that is not shaped as promised throws what zod says.
 */
export const apiClient = (base: string, key?: string) => {
  const attempt = async (path: string, call: Call, requestKey: string): Promise<Response> => {
    const body =
      call.form ?? call.body ?? (call.json === undefined ? undefined : JSON.stringify(call.json));
    const response = await fetch(`${base}${path}`, {
      method: call.method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(call.json === undefined ? {} : { "content-type": "application/json" }),
        "idempotency-key": requestKey,
        ...call.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    if (response.ok) return response;
    const text = await response.text();
    const parsed = problem.safeParse(parseJson(text));
    if (!parsed.success)
      throw new Error(`${path} answered ${response.status}: ${text.slice(0, 200)}`);
    throw new Refused(response.status, parsed.data);
  };
  /** A service that is away for a moment is asked again under the same key, which changes nothing twice. */
  const send = async (path: string, call: Call): Promise<Response> => {
    const requestKey = randomUUID();
    const patience = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        return await attempt(path, call, requestKey);
      } catch (error) {
        const away = error instanceof Refused ? error.status === 503 : error instanceof TypeError;
        if (!away || performance.now() > patience) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  };
  return {
    call: async <T>(path: string, shape: z.ZodType<T>, call: Call = {}): Promise<T> =>
      shape.parse(await (await send(path, call)).json()),
    text: async (path: string): Promise<string> => (await send(path, {})).text(),
  };
};

export type Api = ReturnType<typeof apiClient>;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A multipart form with one file, the file last. */
export const fileForm = (
  file: Uint8Array,
  name: string,
  fields: Readonly<Record<string, string>>,
): FormData => {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set("file", new Blob([new Uint8Array(file)]), name);
  return form;
};

/** Asks again until the answer is the one awaited; throws after the deadline, with the last answer. */
export const until = async <T>(
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
  options: {
    readonly within: number;
    readonly every?: number;
    readonly what: string;
    readonly onAnswer?: (answer: T) => void;
  },
): Promise<T> => {
  const within = options.within * Number(WHITELINE_STORY_PATIENCE);
  const deadline = performance.now() + within;
  for (;;) {
    const answer = await ask();
    options.onAnswer?.(answer);
    if (isDone(answer)) return answer;
    if (performance.now() > deadline) {
      throw new Error(
        `Waited ${within / 1_000} s for ${options.what}; last: ${JSON.stringify(answer).slice(0, 600)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, options.every ?? 250));
  }
};
