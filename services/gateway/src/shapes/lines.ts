import { z } from "zod";

import { lineLife } from "./line-life.js";
import { lineType, senderKind } from "./sender-words.js";
import { shape } from "./shape.js";
import { id, marketCode, time, version } from "./words.js";

const lineStatus = z.enum(["active", "suspended", "removed", "expired", "unknown"]);

const exampleLine = {
  lineId: "65f0a1b2c3d4e5f6a7b8c9d5",
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  providerId: "asanak",
  market: "IR",
  family: "landline_021",
  number: "02191001234",
  type: "service" as const,
  status: "active" as const,
  version: 1,
  governedByList: true,
  inbound: "unknown",
  activeSince: "2026-11-22T09:00:00.000Z",
  activationNotice: "sent",
  activationMessageId: "65f0a1b2c3d4e5f6a7b8c9d6-0",
  renewsOn: "2027-11-22",
  whiteListed: true,
  listRefresh: { state: "fresh" as const },
  volume: { messages: 1200, days: 30 },
  complaints: 0,
  history: [],
  possibleRequests: ["to_advertising" as const],
  senderKind: "number" as const,
  purposes: [],
  operatorStatuses: [],
};

export const line = shape(
  "Line",
  exampleLine,
  z.strictObject({
    lineId: id,
    tenantId: id,
    providerId: id,
    market: marketCode,
    family: z.string(),
    number: z.string().describe("As the subscriber sees it."),
    type: lineType,
    status: lineStatus,
    version,
    governedByList: z.boolean().describe("Whether only members of its list may be written to."),
    inbound: z.string(),
    activeSince: time.optional(),
    activationNotice: z.string().optional(),
    activationMessageId: z.string().optional(),
    ...lineLife,
    senderKind,
    purposes: z
      .array(z.string())
      .describe(
        "Kinds of traffic for which a name was declared, e.g. customer_care; empty: none is known, it is not bound.",
      ),
    operatorStatuses: z
      .array(
        z.strictObject({
          operator: z.string(),
          spelling: z.string(),
          status: lineStatus,
          applicationId: id,
        }),
      )
      .describe("Where a name is declared at each operator: its spelling and state there."),
    heldBack: z
      .string()
      .optional()
      .describe("Why an active line is silent from outside: provider_ineligible."),
  }),
);
export const lineList = shape(
  "LineList",
  { lines: [exampleLine] },
  z.strictObject({ lines: z.array(line) }),
);
export const newLine = shape(
  "NewLine",
  {
    tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
    providerId: "asanak",
    market: "IR",
    family: "landline_021",
    number: "021000000",
    type: "service",
  },
  z.strictObject({
    tenantId: id,
    providerId: id,
    market: marketCode,
    family: id,
    number: z.string().min(1).max(40),
    type: z
      .enum(["service", "advertising", "any"])
      .describe("any: a provider's own title or name, where the market does not divide senders."),
  }),
);
