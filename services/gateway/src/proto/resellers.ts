import type {
  GetMarginResponse,
  ListResoldResponse,
  SetSurchargesRequest,
  Surcharge,
} from "@whiteline/contracts/pricing/v1/resellers";
import type { z } from "zod";

import type * as shapes from "../shapes/resellers.js";
import { fromTime, given, maybeMoney, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function fromSurcharges(
  surcharges: readonly Surcharge[],
): Json<"surchargeList">["surcharges"] {
  return surcharges.map(({ operator, group, script, effectiveFrom, perPart }) => ({
    operator: given(operator),
    group: given(group),
    script: given(script),
    effectiveFrom: given(effectiveFrom),
    perPart: maybeMoney(perPart),
  }));
}

export function toSurcharges({
  tenantId = "",
  surcharges,
}: Json<"newSurcharges">): SetSurchargesRequest {
  return {
    tenantId,
    surcharges: surcharges.map(
      ({ operator = "", group = "", script = "", effectiveFrom = "", perPart }) => ({
        ...{ operator, group, script, effectiveFrom },
        perPart: toMoney(perPart),
      }),
    ),
  };
}

export function fromResold({ customers, surcharges }: ListResoldResponse): Json<"resoldList"> {
  return {
    customers: customers.map(
      ({ tenantId, name, surcharges: own, since, status, effectiveFrom, earned }) => ({
        tenantId,
        name: given(name),
        surcharges: fromSurcharges(own),
        since: fromTime(since),
        effectiveFrom: given(effectiveFrom),
        ...((status === "active" || status === "suspended") && { status }),
        earned: maybeMoney(earned),
      }),
    ),
    surcharges: fromSurcharges(surcharges),
  };
}

export function fromMargin(answer: GetMarginResponse): Json<"margin"> {
  return {
    resellerId: answer.resellerId,
    earned: maybeMoney(answer.earned),
    drawn: maybeMoney(answer.drawn),
    margin: maybeMoney(answer.margin),
  };
}
