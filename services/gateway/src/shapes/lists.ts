import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, shortText, version } from "./words.js";

export const newList = shape(
  "NewList",
  { name: "customers", governsLineIds: ["65f0a1b2c3d4e5f6a7b8c9d5"] },
  z.strictObject({
    name: shortText.min(1),
    governsLineIds: z
      .array(id)
      .max(100)
      .default([])
      .describe("Lines that may write to members of this list only."),
  }),
);

const exampleList = {
  listId: "65f0a1b2c3d4e5f6a7b8c9d7",
  name: "customers",
  market: "IR",
  governsLineIds: ["65f0a1b2c3d4e5f6a7b8c9d5"],
  version: 1,
  members: 96_412,
};
export const list = shape(
  "List",
  exampleList,
  z.strictObject({
    listId: id,
    name: z.string(),
    market: z.string(),
    governsLineIds: z.array(z.string()),
    version: version.describe("The version that sends; rises by one with each finished import."),
    members: count,
  }),
);
export const listChange = shape(
  "ListChange",
  { name: "customers of Tehran", governsLineIds: ["65f0a1b2c3d4e5f6a7b8c9d5"] },
  z.strictObject({
    name: shortText.min(1).optional(),
    governsLineIds: z
      .array(id)
      .max(100)
      .optional()
      .describe("All of them: a line left out is governed no more."),
  }),
);
export const listList = shape(
  "ListList",
  { lists: [exampleList] },
  z.strictObject({ lists: z.array(list) }),
);
