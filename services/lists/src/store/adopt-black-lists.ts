import type { Ports } from "@whiteline/service-kit";
import type { mongo, Connection } from "mongoose";
import { createNumberSet } from "../domain/number-set.js";
import type { BlockListStore } from "./block-lists.js";

/**
 * Black lists of before there were versions become the first version of the market's own list, once; without, an
 * installation that is updated would advertise to everybody on them.
 */
export async function adoptBlackLists(
  connection: Connection,
  blockLists: BlockListStore,
  { now, newId }: Ports,
): Promise<void> {
  const old = connection.collection<{ readonly _id: string }>("blackLists");
  const pages = connection.collection<{
    readonly market: string;
    readonly page: number;
    readonly packed: mongo.Binary;
  }>("blackListPages");
  for await (const { _id: market } of old.find({})) {
    const requestId = "adopted";
    if ((await blockLists.loaded({ market, owner: "" }, requestId)) !== undefined) continue;
    const given = createNumberSet();
    for await (const { page, packed } of pages.find({ market }))
      given.addPacked({ page, packed: packed.buffer.subarray(0, packed.length()) });
    await blockLists.change({
      ...{ market, owner: "", change: "add", fileName: "", refused: [], given, requestId },
      ...{ loadId: newId(), by: "service:lists", baseVersion: 0, mayShrink: true },
      ...{ rowsRead: given.size, beganAt: now() },
    });
  }
}
