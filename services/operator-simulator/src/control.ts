import { createServer } from "node:http";

import { z } from "zod";

import { type Behaviour, TEMPERAMENTS, TEMPERAMENT_NAMES } from "./domain/temperament.js";
import type { GroundTruth } from "./ground-truth.js";
import { inboundLetters } from "./inbound.js";
import type { Smsc } from "./smsc.js";
import type { Tally } from "./tally.js";

export type ControlOptions = {
  readonly host: string;
  readonly port: number;
  readonly smsc: Smsc;
  readonly truth: GroundTruth;
  readonly tally: Tally;
};

type Reply = { readonly status: number; readonly body: object };
type Route = (query: Readonly<Record<string, string>>) => Reply;

const ok = (body: object): Reply => ({ status: 200, body });
const refuse = (code: string, remedy: string, status = 400): Reply => ({
  status,
  body: { code, remedy },
});

const share = z.coerce.number().min(0).max(1).describe("a share from 0 to 1");
const ms = z.coerce.number().int().min(0).max(86_400_000).describe("milliseconds, at most a day");
const temperament = z.enum(TEMPERAMENT_NAMES).describe(`one of ${TEMPERAMENT_NAMES.join(", ")}`);

const settings = {
  temperament,
  answerDelayMs: ms,
  receiptDelayMs: ms,
  loseReceipts: share,
  undeliverable: share,
  throttle: z.coerce.number().min(0).max(1e6).describe("submits per second, 0 for no limit"),
  hexIds: z.stringbool().describe("true or false"),
  earlyReceipts: share,
  lateReceipts: share,
  lateByMs: ms,
  duplicateReceipts: share,
  dropConnections: share,
  systemId: z.string().min(1).describe("a system_id"),
};
const changeSchema = z.strictObject(settings).partial();

const inbound = z.strictObject({
  from: z.string().regex(/^[\x20-\x7e]{1,20}$/),
  to: z.string().regex(/^[\x20-\x7e]{1,20}$/),
  text: z.string().min(1),
  systemId: z.string().min(1).optional(),
});

const remedies: ReadonlyMap<string, string | undefined> = new Map(
  Object.entries(settings).map(([name, schema]) => [name, schema.description]),
);

/** Names the parameters that are wrong and what would be right; never repeats a value. */
const explain = (error: z.ZodError): string =>
  error.issues
    .flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0])]))
    .map((name) => `${name}: ${remedies.get(name) ?? "no such setting"}`)
    .join("; ");

/**
 * The small HTTP door by which a person or a test looks at the operator and changes its mood.
 * Parameters come in the query. A request is obeyed wholly or, with a code and a remedy, not at all.
 */
export const serveControl = async ({ host, port, smsc, truth, tally }: ControlOptions) => {
  let reference = 0;

  const routes: Readonly<Record<string, Route>> = {
    "GET /health": () => ok({ status: "ok" }),
    "GET /stats": () => ok({ ...tally.read(), accounts: smsc.read() }),
    "POST /set": (query) => {
      const parsed = changeSchema.safeParse(query);
      if (!parsed.success) return refuse("BAD_SETTING", explain(parsed.error));
      const { systemId, temperament: name, ...given } = parsed.data;
      const preset: Partial<Behaviour> = name === undefined ? {} : TEMPERAMENTS[name];
      const change = Object.fromEntries(
        Object.entries(given).filter(([, value]) => value !== undefined),
      );
      smsc.behave((before) => ({ ...before, ...preset, ...change }), systemId);
      return ok(smsc.read());
    },
    "POST /reset": () => {
      smsc.clear();
      tally.reset();
      truth.clear();
      return ok({ status: "ok" });
    },
    "POST /flush": () => {
      truth.sync();
      return ok({ status: "ok" });
    },
    "POST /drop": ({ systemId }) => ok({ dropped: smsc.drop(systemId) }),
    "POST /mo": (query) => {
      const parsed = inbound.safeParse(query);
      if (!parsed.success) return refuse("BAD_MESSAGE", "give from, to and text; systemId if many");
      const known = smsc.accountIds();
      const systemId = parsed.data.systemId ?? known[0];
      if (systemId === undefined) return refuse("NO_ACCOUNT", "give systemId: none has bound yet");
      reference = (reference + 1) % 256;
      const made = inboundLetters({ ...parsed.data, reference }, tally);
      if (made.kind === "refused") return refuse(made.code, made.remedy);
      for (const letter of made.letters) smsc.post(systemId, letter);
      return ok({ systemId, parts: made.letters.length });
    },
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const route = routes[`${request.method ?? ""} ${url.pathname}`];
    const reply =
      route === undefined
        ? refuse("UNKNOWN_PATH", `one of ${Object.keys(routes).join(", ")}`, 404)
        : route(Object.fromEntries(url.searchParams));
    request.resume();
    response
      .writeHead(reply.status, { "content-type": "application/json" })
      .end(`${JSON.stringify(reply.body)}\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    close: async (): Promise<void> => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
};
