import {
  BlockListChange,
  type BlockListLoad as LoadMessage,
  type BlockListsServiceImplementation,
} from "@whiteline/contracts/lists/v1/block_lists";
import { normaliseNumber } from "@whiteline/markets";
import { actorOf, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { refuseMoreThan } from "./check-recipients.js";
import { loadBlockList, type LoadingBlockLists } from "./load-block-list.js";
import { fromDrops } from "./proto.js";
import { packOf } from "./reach.js";
import type { BlockListLoad } from "./store/block-lists.js";

const MOST_ASKED = 100_000;

const changes = {
  replace: BlockListChange.REPLACE,
  add: BlockListChange.ADD,
  remove: BlockListChange.REMOVE,
} as const;

/** What lists answers to operations about the numbers that block advertising. */
export function blockListsService(
  deps: LoadingBlockLists,
): BlockListsServiceImplementation<CallContextExt> {
  const { blockLists } = deps;

  return {
    async loadBlockList(parts, context) {
      const staff = requireStaff(context, "operations");
      const who = { by: actorOf(staff), providerId: staff.providerId };
      return { load: fromLoad(await loadBlockList(deps, parts, who)) };
    },

    async listBlockLists(_request, context) {
      requireStaff(context, "operations");
      const all = await blockLists.all();
      return {
        blockLists: all.map(({ market, owner, version, size, changedAt }) => ({
          ...{ market, owner, version: BigInt(version), size: BigInt(size) },
          changedAt: changedAt ?? undefined,
        })),
      };
    },

    async listBlockListLoads({ market, owner }, context) {
      requireStaff(context, "operations");
      return { loads: (await blockLists.loadsOf({ market, owner })).map(fromLoad) };
    },

    async askBlockList({ market, numbers }, context) {
      requireStaff(context, "operations");
      refuseMoreThan(MOST_ASKED, numbers);
      const pack = packOf(market);
      const blocked = await blockLists.current(market);
      return {
        blocked: numbers.map((written) => {
          const number = normaliseNumber(pack, written);
          return number.kind === "ok" && blocked.has(Number(number.e164));
        }),
      };
    },
  };
}

function fromLoad(load: BlockListLoad): LoadMessage {
  const { loadId, market, owner, fileName, by, at } = load;
  return {
    ...{ loadId, market, owner, fileName, by, at },
    change: changes[load.change],
    version: BigInt(load.version),
    rowsRead: BigInt(load.rowsRead),
    added: BigInt(load.added),
    removed: BigInt(load.removed),
    refused: fromDrops(load.refused),
    size: BigInt(load.size),
    tookMs: BigInt(load.tookMs),
  };
}
