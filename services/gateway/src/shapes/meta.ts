import { z } from "zod";

import { shape } from "./shape.js";

const exampleCode = {
  code: "LINE_UNKNOWN",
  status: 404,
  meaning: "There is no such line.",
  remedy: "List your lines with GET /v1/lines.",
};
export const errorCode = shape(
  "ErrorCode",
  exampleCode,
  z.strictObject({
    code: z.string(),
    status: z
      .int()
      .describe(
        "Of the answer that it ends. What is judged as a whole, such as a campaign or a message, is refused with 422 where its code says 400, 403 or 404.",
      ),
    meaning: z.string(),
    remedy: z.string(),
  }),
);
export const errorCodeList = shape(
  "ErrorCodeList",
  { errorCodes: [exampleCode] },
  z.strictObject({ errorCodes: z.array(errorCode) }),
);
export const byCode = z.strictObject({
  code: z
    .string()
    .max(100)
    .meta({ examples: ["LINE_UNKNOWN"] }),
});

export const health = shape(
  "Health",
  { status: "ok" },
  z.strictObject({ status: z.literal("ok") }),
);
