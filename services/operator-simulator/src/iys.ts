import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";

import { z } from "zod";

import { iysEntry, iysRecord, openBook, type IysRecord } from "./iys-book.js";

export type IysOptions = {
  readonly host: string;
  readonly port: number;
  /** Kept over restarts when given. */
  readonly file: string | undefined;
  readonly newId: () => string;
};

type Reply = { readonly status: number; readonly body: unknown };

/** Entries of one request at most, as at the real one. */
const MOST = 5_000;
const MOST_BYTES = 4 * 1024 * 1024;
const TOKEN = "iys-simulator-token";

const statusQuestion = z.object({ recipients: z.array(z.string()).max(MOST) });
const moods = z
  .strictObject({
    /** So many requests are answered with `failStatus`, then all is well. */
    failNext: z.coerce.number().int().min(0).default(0),
    failStatus: z.coerce.number().int().min(400).max(599).default(503),
    /** Requests let in per second; 0: no limit. */
    rate: z.coerce.number().int().min(0).default(0),
    /** A batch is judged when it was asked for so often. */
    enqueued: z.coerce.number().int().min(0).default(0),
  })
  .readonly();

/**
 * A stand-in for Türkiye's registry of consents (İYS): login, batches of at most 5,000 that are judged later, status
 * queries, changes since a mark; and a control door that makes it fail, refuse by rate, or hear a citizen.
 */
export const serveIys = async ({ host, port, file, newId }: IysOptions) => {
  const book = openBook();
  let mood = moods.parse({});
  let failures = 0;
  let window = { second: 0, requests: 0 };
  const asked = new Map<string, number>();
  const counts = { uploads: 0, entries: 0, refusedByRate: 0, failed: 0 };

  if (file !== undefined && existsSync(file)) {
    for (const line of readFileSync(file, "utf8").split("\n"))
      if (line !== "") book.apply(iysRecord.parse(JSON.parse(line)));
  }
  /** On disk before it is answered. */
  const keep = (record: IysRecord): void => {
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(record)}\n`);
    book.apply(record);
  };

  const judgeMood = (): Reply | undefined => {
    if (failures > 0) {
      failures -= 1;
      counts.failed += 1;
      return { status: mood.failStatus, body: { code: "FAILED" } };
    }
    const second = Math.floor(Date.now() / 1_000);
    if (window.second !== second) window = { second, requests: 0 };
    window.requests += 1;
    if (mood.rate === 0 || window.requests <= mood.rate) return undefined;
    counts.refusedByRate += 1;
    return { status: 429, body: { code: "RATE" } };
  };

  const ofBrand = (
    method: string,
    brand: string,
    rest: string,
    content: unknown,
    url: URL,
  ): Reply => {
    if (method === "POST" && rest === "consents/request") {
      const entries = z.array(z.unknown()).min(1).max(MOST).safeParse(content);
      if (!entries.success) return { status: 422, body: { code: "H099" } };
      const requestId = newId();
      counts.uploads += 1;
      counts.entries += entries.data.length;
      keep({ kind: "request", brand, requestId, entries: entries.data });
      return { status: 202, body: { requestId } };
    }
    const request = /^consents\/request\/([\w-]+)$/u.exec(rest)?.[1];
    if (method === "GET" && request !== undefined) {
      const answers = book.answersOf(request);
      if (answers === undefined) return { status: 404, body: { code: "H404" } };
      const times = (asked.get(request) ?? 0) + 1;
      asked.set(request, times);
      const isQueued = times <= mood.enqueued;
      const queued = answers.map(({ index }) => ({ index, status: "enqueue" }));
      return { status: 200, body: isQueued ? queued : answers };
    }
    const kind = /^consents\/MESAJ\/status\/(BIREYSEL|TACIR)$/u.exec(rest)?.[1];
    if (method === "POST" && (kind === "BIREYSEL" || kind === "TACIR")) {
      const question = statusQuestion.safeParse(content);
      if (!question.success) return { status: 422, body: { code: "H099" } };
      return { status: 200, body: { list: book.status(brand, kind, question.data.recipients) } };
    }
    if (method === "GET" && rest === "consents/changes") {
      const after = Number(url.searchParams.get("after") ?? 0) || 0;
      const limit = Math.min(1_000, Number(url.searchParams.get("limit") ?? 100) || 100);
      const page = book.changes(brand, after, limit);
      return { status: 200, body: { ...page, after: String(page.after) } };
    }
    return { status: 404, body: { code: "H404" } };
  };

  const control = (path: string, content: unknown, url: URL): Reply | undefined => {
    if (path === "/control/stats") {
      const brand = url.searchParams.get("brand") ?? "";
      return { status: 200, body: { ...counts, inBook: book.count(brand) } };
    }
    if (path === "/control/set") {
      const parsed = moods.safeParse(Object.fromEntries(url.searchParams));
      if (!parsed.success) return { status: 400, body: { code: "BAD_SETTING" } };
      mood = parsed.data;
      failures = mood.failNext;
      return { status: 200, body: mood };
    }
    if (path === "/control/citizen") {
      const brand = url.searchParams.get("brand") ?? "";
      const entry = iysEntry.safeParse(content);
      if (!entry.success || brand === "") return { status: 400, body: { code: "BAD_ENTRY" } };
      keep({ kind: "citizen", brand, entry: entry.data });
      return { status: 200, body: {} };
    }
    return undefined;
  };

  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const { method = "GET" } = request;
    const url = new URL(request.url ?? "/", "http://iys");
    const content = await contentOf(request);
    const controlled = control(url.pathname, content, url);
    if (controlled !== undefined) return controlled;
    const refused = judgeMood();
    if (refused !== undefined) return refused;
    if (url.pathname === "/oauth2/token")
      return { status: 200, body: { access_token: TOKEN, expires_in: 3_600 } };
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return { status: 401, body: { code: "H401" } };
    const [, brand = "", rest = ""] =
      /^\/sps\/[\w-]+\/brands\/(\d+)\/(.+)$/u.exec(url.pathname) ?? [];
    return ofBrand(method, brand, rest, content, url);
  };

  const server = createServer((request, response) => {
    answer(request)
      .catch((): Reply => ({ status: 400, body: { code: "MALFORMED" } }))
      .then(({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, host, listening);
  });
  const address = server.address();

  return {
    url: `http://${host}:${typeof address === "object" && address !== null ? address.port : port}`,
    close: (): Promise<void> =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
};

const contentOf = async (request: IncomingMessage): Promise<unknown> => {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    if (!Buffer.isBuffer(piece)) continue;
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Error("too large");
    pieces.push(piece);
  }
  const text = Buffer.concat(pieces).toString("utf8");
  return text === "" ? undefined : JSON.parse(text);
};
