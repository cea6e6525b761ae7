import type { SendingLimit } from "@whiteline/contracts/lists/v1/sending_limits";
import type { z } from "zod";

import { requestIdOf } from "../caller.js";
import { fromTime } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import { limitQuery, newSendingLimit, sendingLimits } from "../shapes/sending-limits.js";
import { byId, repeatable } from "../shapes/words.js";

/** How often one person may be written to. */
export function addSendingLimitRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { sendingLimits: limits } = peers;

  app.get(
    "/v1/sending-limits",
    {
      schema: {
        operationId: "getSendingLimits",
        tags: ["lists"],
        summary: "How often you may write to one person",
        response: { 200: sendingLimits, ...problems },
      },
    },
    async (request) => {
      const own = { tenantId: "", market: "" };
      return fromLimits((await limits.getSendingLimits(own, call(request))).limits);
    },
  );

  app.get(
    "/v1/tenants/:id/sending-limits",
    {
      schema: {
        operationId: "getSendingLimitsOf",
        tags: ["lists", "staff"],
        summary: "Staff: how often a customer may write to one person",
        params: byId,
        querystring: limitQuery,
        response: { 200: sendingLimits, ...problems },
      },
    },
    async (request) => {
      const question = { tenantId: request.params.id, market: request.query.market };
      return fromLimits((await limits.getSendingLimits(question, call(request))).limits);
    },
  );

  app.put(
    "/v1/tenants/:id/sending-limits",
    {
      schema: {
        operationId: "setSendingLimit",
        tags: ["lists", "staff"],
        summary: "Staff: set one rule for a customer, or give it back to the market",
        params: byId,
        headers: repeatable,
        body: newSendingLimit,
        response: { 200: sendingLimits, ...problems },
      },
    },
    async (request) => {
      const requestId = requestIdOf(request.headers, newId);
      const question = { ...request.body, tenantId: request.params.id, requestId };
      return fromLimits((await limits.setSendingLimit(question, call(request))).limits);
    },
  );
}

function fromLimits(limits: readonly SendingLimit[]): z.output<typeof sendingLimits> {
  return {
    limits: limits.map(({ change, ...limit }) => ({
      rule: limit.rule,
      reason: limit.reason,
      traffic: limit.traffic,
      enabled: limit.enabled,
      messages: limit.messages,
      hours: limit.hours,
      source: limit.source,
      basis: limit.basis,
      ...(change && { change: { by: change.by, note: change.note, at: fromTime(change.at) } }),
    })),
  };
}
