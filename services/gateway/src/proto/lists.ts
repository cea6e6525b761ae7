import type { CreateListRequest, CustomerList } from "@whiteline/contracts/lists/v1/lists";
import type { z } from "zod";

import type * as shapes from "../shapes/lists.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function toCreateList(body: Json<"newList">, requestId: string): CreateListRequest {
  return { ...body, requestId };
}

export function fromList(list: CustomerList): Json<"list"> {
  return {
    listId: list.listId,
    name: list.name,
    market: list.market,
    governsLineIds: [...list.governsLineIds],
    version: Number(list.version),
    members: Number(list.members),
  };
}
