import { open } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { campaign } from "@whiteline/e2e";
import { Pool } from "undici";
import { z } from "zod";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { watch } from "./processes.js";
import type { Sender } from "./provision.js";
import { quantile } from "./quantile.js";
import { recipient } from "./recipients.js";
import type { Site } from "./site.js";

/** Log-in codes a second, and how long at each load of the road. */
const PER_SECOND = 10;
const SECONDS = 20;
const CODES = PER_SECOND * SECONDS;
const SERIES = ["idle", "half", "full"] as const;
type Series = (typeof SERIES)[number];

export type OtpOptions = {
  /** The operator's log of what truly happened, in which the time of each submit stands. */
  readonly truth: string;
  /** Writes the log to the disk. */
  readonly flush: () => Promise<void>;
  /** How many are on the list; the first of them get the codes, after a campaign to all. */
  readonly recipients: number;
  /** What the house brings away when nobody holds it back. */
  readonly saturation: number;
};

/**
 * Log-in codes, one POST each: from the POST to the submit at the operator, while nothing else runs, while a campaign
 * runs at half of what the road can carry, and while one runs as fast as it can.
 */
export const measureOtp = async (
  site: Site,
  sender: Sender,
  { truth, flush, recipients, saturation }: OtpOptions,
): Promise<Measured> => {
  const load = loadAverage();
  const used = watch(site.pids);
  if (recipients < CODES * SERIES.length) throw new Error("the list is too short for the codes");
  const idle = await sendCodes(site, sender, "idle");
  const half = await during(sender, Math.floor(saturation * 30), () =>
    sendCodes(site, sender, "half"),
  );
  const full = await during(sender, undefined, () => sendCodes(site, sender, "full"));
  await flush();
  const submitted = await submitTimes(
    truth,
    new Set([idle, half, full].flatMap((sent) => [...sent.keys()])),
  );
  const delays = (sent: ReadonlyMap<string, number>): readonly number[] =>
    [...sent].map(([to, at]) => (submitted.get(to) ?? Number.POSITIVE_INFINITY) - at);
  const p99 = (sent: ReadonlyMap<string, number>): number => quantile(delays(sent), 0.99);
  return {
    name: "codes",
    figures: {
      codes: idle.size + half.size + full.size,
      idleP50Ms: quantile(delays(idle), 0.5),
      idleP99Ms: p99(idle),
      halfP99Ms: p99(half),
      fullP99Ms: p99(full),
    },
    processes: used.read(),
    load,
  };
};

/** @returns when each code was posted, by its number as the operator sees it. */
const sendCodes = async (
  { api }: Site,
  sender: Sender,
  series: Series,
): Promise<ReadonlyMap<string, number>> => {
  const pool = new Pool(api, { connections: 16, pipelining: 1 });
  const sent = new Map<string, number>();
  const post = async (i: number): Promise<void> => {
    const to = recipient(SERIES.indexOf(series) * CODES + i);
    sent.set(asTheOperator(to), Date.now());
    const answer = await pool.request({
      method: "POST",
      path: "/v1/messages",
      headers: {
        authorization: `Bearer ${sender.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": `otp-${series}-${i}`,
      },
      body: JSON.stringify({
        lineId: sender.lineId,
        to,
        templateId: sender.templateId,
        variables: { code: `otp-${series}${i}` },
        lane: "otp",
      }),
    });
    const said = await answer.body.text();
    if (answer.statusCode !== 202) throw new Error(`a code was answered ${said}`);
  };
  try {
    const posts: Promise<void>[] = [];
    const failed: unknown[] = [];
    for (let i = 0; i < CODES && failed.length === 0; i += 1) {
      // Posts overlap: one that fails is heard while others are still made.
      posts.push(post(i).catch((cause: unknown) => void failed.push(cause)));
      await pause(1_000 / PER_SECOND);
    }
    await Promise.all(posts);
    if (failed.length > 0) throw failed[0];
    // The last of them is on its way.
    await pause(2_000);
  } finally {
    await pool.close();
  }
  return sent;
};

/** Does `work` while a campaign to the whole list is on its way; cancels it afterwards. */
const during = async <T>(
  { api, lineId, listId, templateId }: Sender,
  perMinute: number | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  const { campaignId } = await api.call("/v1/campaigns", campaign, {
    json: {
      ...{ name: "bench", lineId, listId, templateId, dryRun: false },
      ...(perMinute !== undefined && { pacePerMinute: perMinute }),
    },
  });
  const path = `/v1/campaigns/${campaignId}`;
  const isOnItsWay = async (): Promise<boolean> =>
    ((await api.call(path, campaign)).progress?.chunksReleased ?? 0) > 0;
  while (!(await isOnItsWay())) await pause(100);
  try {
    return await work();
  } finally {
    await api.call(`${path}/cancel`, campaign, { json: {} });
  }
};

/** 0912… as it stands in a submit. */
const asTheOperator = (national: string): string => `98${national.slice(1)}`;

const submitShape = z.object({
  what: z.literal("submit"),
  at: z.number(),
  sha1: z.string(),
});

/**
 * When the operator took the code to each of the numbers. The campaign wrote to all of them before, and writes the
 * same words to each again: the code is what differs from the first.
 */
const submitTimes = async (
  file: string,
  numbers: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> => {
  const ofCampaign = new Map<string, string>();
  const times = new Map<string, number>();
  await using log = await open(file);
  for await (const line of log.readLines()) {
    const number = /"destination":\["(\d+)"/.exec(line)?.[1] ?? "";
    if (!numbers.has(number)) continue;
    const { at, sha1 } = submitShape.parse(JSON.parse(line));
    if (!ofCampaign.has(number)) ofCampaign.set(number, sha1);
    else if (ofCampaign.get(number) !== sha1 && !times.has(number)) times.set(number, at);
  }
  return times;
};
