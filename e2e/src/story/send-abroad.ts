import { open } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { until } from "./client.js";
import type { Narrator } from "./narrator.js";
import type { Sender } from "./obtain-abroad.js";
import { accepted, message, wallet } from "./shapes.js";
import type { World } from "./world.js";

/** A subscriber of each operator of Vietnam that the seed names [VN-BLK-21]. */
const inVietnam = [
  "0961234567",
  "0881234567",
  "0901234567",
  "0591234567",
  "0921234567",
  "0871234567",
];
/** Of each of Türkiye [TR-AKT-33]. */
const inTurkiye = ["05321112244", "05421112244", "05051112244"];

/** A message under the brandname to each operator, delivered under the spelling that it takes [vn.md §2]. */
export const sendByName = async (
  world: World,
  { api, lineId, spellings }: Sender,
  tell: Narrator,
): Promise<void> => {
  tell.step("Under the brandname a message goes out by each operator, in its spelling");
  const text = "VT Edu: lich hoc cua ban bat dau luc 7:30 ngay mai.";
  for (const { operator, source } of await sendToEach(
    world,
    api,
    { lineId, text },
    inVietnam,
    tell,
  ))
    if (source !== spellings.get(operator)) throw new Error(`${operator} saw the sender ${source}`);
};

/** As many characters as the air carries in three parts; the printed table counts four [tr.md · Long message]. */
const long = "Siparisiniz kargoya verildi, takip numaraniz 7731. "
  .repeat(9)
  .slice(0, 453)
  .padEnd(454, ".");
const LONG_COSTS = 4n;

/** A message under the title to each operator, and a long one that is paid as the printed table says. */
export const sendByTitle = async (
  world: World,
  { api, lineId }: Sender,
  tell: Narrator,
): Promise<void> => {
  tell.step("Under the title a message goes out by each operator");
  const text = "Siparişiniz kargoya verildi. Örnek Kitap";
  const available = async () =>
    BigInt((await api.call("/v1/wallet", wallet)).available?.minor ?? "0");
  const before = await available();
  await sendToEach(world, api, { lineId, text }, inTurkiye, tell);
  const between = await available();
  await sendToEach(world, api, { lineId, text: long }, inTurkiye.slice(0, 1), tell);
  const after = await available();
  const credit = (before - between) / BigInt(inTurkiye.length);
  if (between - after !== LONG_COSTS * credit)
    throw new Error(`a long text cost ${between - after}, not ${LONG_COSTS} times ${credit}`);
  tell.say(`a text of ${long.length} characters cost ${LONG_COSTS} credits, as the table says`);
};

const sendToEach = async (
  { dir }: World,
  api: Sender["api"],
  content: { readonly lineId: string; readonly text: string },
  numbers: readonly string[],
  tell: Narrator,
): Promise<readonly { readonly operator: string; readonly source: string }[]> =>
  Promise.all(
    numbers.map(async (to) => {
      const json = { ...content, to };
      const sent = await api.call("/v1/messages", accepted, { json });
      const { operator = "", state } = await until(
        () => api.call(`/v1/messages/${sent.messageId}`, message),
        (known) => known.state === "delivered",
        { within: 90_000, what: `the message to ${to} to be delivered` },
      );
      const { source, account } = await submitTo(dir, to);
      tell.say(`${to} at ${operator}: ${state}, from "${source}" by ${account}`);
      return { operator, source };
    }),
  );

const submit = z.object({
  what: z.literal("submit"),
  systemId: z.string(),
  source: z.tuple([z.string(), z.number(), z.number()]),
  destination: z.tuple([z.string(), z.number(), z.number()]),
});
const TAIL_BYTES = 64 * 1024;

/** Sender and account of the newest message to a number, as the simulated operator wrote it down. */
const submitTo = async (
  dir: string,
  to: string,
): Promise<{ readonly source: string; readonly account: string }> => {
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
        return { source: entry.data.source[0], account: entry.data.systemId };
    }
    return { source: "", account: "" };
  } finally {
    await file.close();
  }
};
