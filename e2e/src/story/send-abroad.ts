import { open } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { until } from "./client.js";
import type { Narrator } from "./narrator.js";
import type { Brandname } from "./obtain-abroad.js";
import { accepted, message } from "./shapes.js";
import type { World } from "./world.js";

/** A subscriber of each operator at which the name was declared, and how it is written there. */
const subscribers = [
  { to: "0961234567", operator: "VIETTEL", spelling: "VT.Edu" },
  { to: "0921234567", operator: "VIETNAMOBILE", spelling: "VT Edu" },
] as const;

/** A message under the brandname to each operator, delivered under the spelling that it takes [vn.md §2]. */
export const sendByName = async (
  world: World,
  { api, lineId }: Brandname,
  tell: Narrator,
): Promise<void> => {
  tell.step("Under the brandname a message goes out, in each operator's spelling");
  for (const { to, operator, spelling } of subscribers) {
    const text = `VT Edu: lich hoc cua ban bat dau luc 7:30 ngay mai. Ma lop ${operator}.`;
    const sent = await api.call("/v1/messages", accepted, { json: { lineId, to, text } });
    const known = await until(
      () => api.call(`/v1/messages/${sent.messageId}`, message),
      ({ state }) => state === "delivered",
      { within: 90_000, what: `the message to ${operator} to be delivered` },
    );
    const source = await sourceOf(world.dir, to);
    if (source !== spelling) throw new Error(`${operator} saw the sender ${source}`);
    tell.say(`${to} at ${known.operator ?? "?"}: ${known.state}, from "${source}"`);
  }
};

const submit = z.object({
  what: z.literal("submit"),
  source: z.tuple([z.string(), z.number(), z.number()]),
  destination: z.tuple([z.string(), z.number(), z.number()]),
});
const TAIL_BYTES = 64 * 1024;

/** The sender of the newest message to a number, as the simulated operator wrote it down. */
const sourceOf = async (dir: string, to: string): Promise<string> => {
  const file = await open(join(dir, "ground-truth.jsonl"));
  try {
    const { size } = await file.stat();
    const position = Math.max(0, size - TAIL_BYTES);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(size, TAIL_BYTES)),
      position,
    });
    const lines = buffer.subarray(0, bytesRead).toString("utf8").split("\n").reverse();
    for (const line of lines) {
      if (!line.startsWith("{") || !line.endsWith("}")) continue;
      const entry = submit.safeParse(JSON.parse(line));
      if (entry.success && entry.data.destination[0].endsWith(to.slice(1)))
        return entry.data.source[0];
    }
    return "";
  } finally {
    await file.close();
  }
};
