import type {
  Line,
  ProvisionLineRequest,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { z } from "zod";

import type * as shapes from "../shapes/lines.js";
import { fromLineLife } from "./line-life.js";
import { kindNames, statusNames, typeNames, types } from "./line-words.js";
import { fromTime, given } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function toProvisionLine(body: Json<"newLine">): ProvisionLineRequest {
  return { ...body, type: types[body.type] };
}

export function fromLine(line: Line): Json<"line"> {
  return {
    lineId: line.lineId,
    tenantId: line.tenantId,
    providerId: line.providerId,
    market: line.market,
    family: line.family,
    number: line.number,
    type: typeNames[line.type],
    status: statusNames[line.status],
    version: Number(line.version),
    governedByList: line.governedByList,
    inbound: line.inbound,
    activeSince: fromTime(line.activeSince),
    activationNotice: given(line.activationNotice),
    activationMessageId: given(line.activationMessageId),
    ...fromLineLife(line),
    senderKind: kindNames[line.senderKind],
    purposes: [...line.purposes],
    operatorStatuses: line.operators.map((declared) => ({
      ...declared,
      status: statusNames[declared.status],
    })),
    heldBack: given(line.heldBack),
  };
}
