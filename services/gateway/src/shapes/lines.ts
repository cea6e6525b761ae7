import { z } from "zod";

import { lineLife } from "./line-life.js";
import { lineType, senderKind } from "./sender-words.js";
import { shape } from "./shape.js";
import { count, id, marketCode, time, version } from "./words.js";

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

const exampleRoute = { route: "mci-1", operators: ["MCI"], rate: 500, market: "IR" };
export const routeList = shape(
  "RouteList",
  { routes: [exampleRoute] },
  z.strictObject({
    routes: z.array(
      z.strictObject({
        route: z.string(),
        operators: z.array(z.string()).describe('"*" stands for all that no other route names.'),
        rate: count.describe("Parts per second over all its binds."),
        market: z.string().optional(),
      }),
    ),
  }),
);
export const bindList = shape(
  "BindList",
  {
    binds: [
      {
        bindId: "wl-mci/1",
        type: "transceiver",
        account: "wl-mci",
        operator: "mci",
        up: true,
        holder: "dispatcher-1",
        epoch: 4,
        window: 100,
        inFlight: 12,
        submitted: 100_000,
        throttled: 0,
        since: "2026-11-22T08:00:00.000Z",
        rate: 500,
      },
    ],
  },
  z.strictObject({
    binds: z.array(
      z.strictObject({
        bindId: z
          .string()
          .describe("One connection to the operator; one dispatcher at a time holds it."),
        type: z.string().describe('"transceiver", "transmitter" or "receiver".'),
        account: z
          .string()
          .describe("Account at the operator; its message ids are unique within it."),
        operator: z.string().describe("The route that it carries."),
        up: z.boolean(),
        holder: z.string().optional(),
        epoch: count,
        window: count,
        inFlight: count,
        submitted: count,
        throttled: count,
        since: time.optional(),
        lastError: z.string().optional(),
        rate: count,
      }),
    ),
  }),
);
