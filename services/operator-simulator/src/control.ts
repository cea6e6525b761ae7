import { createServer } from "node:http";

import { z } from "zod";

import type { GroundTruth } from "./ground-truth.js";
import { inboundLetters } from "./inbound.js";
import { changed, explain, settingsSchema } from "./settings.js";
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

const inbound = z.strictObject({
  from: z.string().regex(/^[\x20-\x7e]{1,20}$/),
  to: z.string().regex(/^[\x20-\x7e]{1,20}$/),
  text: z.string().min(1),
  systemId: z.string().min(1).optional(),
});

const strays = z.strictObject({
  systemId: z.string().min(1),
  count: z.coerce.number().int().min(1).max(10_000),
});

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
      const parsed = settingsSchema.safeParse(query);
      if (!parsed.success) return refuse("BAD_SETTING", explain(parsed.error));
      smsc.behave((before) => changed(before, parsed.data), parsed.data.systemId);
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
    "POST /unbind": ({ systemId }) => ok({ unbound: smsc.unbind(systemId) }),
    "POST /strays": (query) => {
      const parsed = strays.safeParse(query);
      if (!parsed.success) return refuse("BAD_STRAYS", "give systemId and count, 1 to 10000");
      for (let left = parsed.data.count; left > 0; left -= 1) smsc.oweStray(parsed.data.systemId);
      return ok({ owed: parsed.data.count });
    },
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
