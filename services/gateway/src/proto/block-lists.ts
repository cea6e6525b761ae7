import {
  BlockListChange,
  type BlockList,
  type BlockListHeader,
  type BlockListLoad,
} from "@whiteline/contracts/lists/v1/block_lists";
import type { z } from "zod";

import type * as shapes from "../shapes/block-lists.js";
import { fromTime, given } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

const changes = {
  replace: BlockListChange.REPLACE,
  add: BlockListChange.ADD,
  remove: BlockListChange.REMOVE,
} as const;
const changeNames = {
  [BlockListChange.REPLACE]: "replace",
  [BlockListChange.ADD]: "add",
  [BlockListChange.REMOVE]: "remove",
  [BlockListChange.UNSPECIFIED]: "unknown",
  [BlockListChange.UNRECOGNIZED]: "unknown",
} as const satisfies Record<BlockListChange, string>;

export function toBlockListHeader(
  fields: Json<"blockListFields">,
  requestId: string,
): BlockListHeader {
  return {
    ...fields,
    requestId,
    change: changes[fields.change],
    baseVersion: BigInt(fields.baseVersion),
    mayShrink: fields.mayShrink === "true",
  };
}

export function fromBlockListLoad(load: BlockListLoad): Json<"blockListLoad"> {
  return {
    loadId: load.loadId,
    market: load.market,
    owner: given(load.owner),
    change: changeNames[load.change],
    fileName: load.fileName,
    version: Number(load.version),
    rowsRead: Number(load.rowsRead),
    added: Number(load.added),
    removed: Number(load.removed),
    refused: Object.fromEntries(load.refused.map(({ code, rows }) => [code, Number(rows)])),
    size: Number(load.size),
    by: load.by,
    at: fromTime(load.at),
    tookMs: Number(load.tookMs),
  };
}

export function fromBlockList(list: BlockList): Json<"blockLists">["blockLists"][number] {
  return {
    market: list.market,
    owner: given(list.owner),
    version: Number(list.version),
    size: Number(list.size),
    changedAt: fromTime(list.changedAt),
  };
}
