import { Pool } from "undici";
import { setTimeout as pause } from "node:timers/promises";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { awaitOutcomes, countStored } from "./outcomes.js";
import { watch } from "./processes.js";
import type { Sender } from "./provision.js";
import { quantile } from "./quantile.js";
import { recipient } from "./recipients.js";
import type { Site } from "./site.js";

export type Posts = {
  readonly name: string;
  readonly messages: number;
  /** Messages of one request. */
  readonly batch: number;
  readonly connections: number;
  /** Begins the codes, so that no message equals one of another measure; at most four characters. */
  readonly series: string;
};

/** A caller told to wait (429, or some of a batch for want of room) asks again so often. */
const MOST_TRIES = 100;
const TOO_MANY = 429;

/** POST /v1/messages over keep-alive connections, each asking again as soon as it has its answer. */
export const measurePosts = async (
  { pids, operator, api, mongodUri }: Site,
  sender: Sender,
  { name, messages, batch, connections, series }: Posts,
): Promise<Measured> => {
  const load = loadAverage();
  await operator.reset();
  await using stored = await countStored(mongodUri);
  const used = watch(pids);
  await using pool = closing(new Pool(api, { connections, pipelining: 1 }));

  const took: number[] = [];
  let next = 0;
  let told = 0;
  const message = (i: number) => ({
    lineId: sender.lineId,
    to: recipient(i),
    templateId: sender.templateId,
    variables: { code: `${series}${i}` },
  });
  const bodyFrom = (first: number): string =>
    batch === 1
      ? JSON.stringify(message(first))
      : JSON.stringify({
          messages: Array.from({ length: Math.min(batch, messages - first) }, (_, i) =>
            message(first + i),
          ),
        });
  const post = async (first: number): Promise<void> => {
    const body = bodyFrom(first);
    for (let tries = 1; ; tries += 1) {
      const begun = performance.now();
      const answer = await pool.request({
        method: "POST",
        path: "/v1/messages",
        headers: {
          authorization: `Bearer ${sender.apiKey}`,
          "content-type": "application/json",
          "idempotency-key": `${series}-${first}`,
        },
        body,
      });
      const text = await answer.body.text();
      if (answer.statusCode === 202) {
        took.push(performance.now() - begun);
        return;
      }
      const isToldToWait = answer.statusCode === TOO_MANY || text.includes('"TENANT_BACKLOG_FULL"');
      if (!isToldToWait || tries === MOST_TRIES)
        throw new Error(`POST /v1/messages answered ${answer.statusCode}: ${text.slice(0, 300)}`);
      told += 1;
      await pause(100);
    }
  };
  const connection = async (): Promise<void> => {
    for (let first = next; first < messages; first = next) {
      next += batch;
      await post(first);
    }
  };

  const began = performance.now();
  const send = async (): Promise<number> => {
    await Promise.all(Array.from({ length: connections }, connection));
    return performance.now();
  };
  const [acceptedAt, outcomes] = await Promise.all([
    send(),
    awaitOutcomes({ operator, stored, messages }),
  ]);
  const perSecond = (count: number, to: number): number => count / ((to - began) / 1_000);
  return {
    name,
    figures: {
      messages,
      connections,
      acceptedPerSecond: perSecond(messages, acceptedAt),
      submittedPerSecond: perSecond(outcomes.operator.submitted, outcomes.submittedAt),
      storedPerSecond: perSecond(outcomes.stored, outcomes.storedAt),
      p50Ms: quantile(took, 0.5),
      p99Ms: quantile(took, 0.99),
      toldToWait: told,
      lost: messages - outcomes.operator.unique,
      duplicates: outcomes.operator.duplicates,
      outcomesMissing: messages - outcomes.stored,
    },
    processes: used.read(),
    load,
  };
};

const closing = (pool: Pool): Pool & AsyncDisposable =>
  Object.assign(pool, { [Symbol.asyncDispose]: () => pool.close() });
