import type {
  ForeseenParts,
  ForeseePartsRequest,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import type { Quote } from "@whiteline/contracts/pricing/v1/pricing";
import type { z } from "zod";

import type * as shapes from "../shapes/quotes.js";
import { fromQuote } from "./pricing.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

/** What a list makes of a text, to be foreseen before it is priced. */
export function toForesight(body: Json<"quoteQuestion">): ForeseePartsRequest {
  const { lineId = "", listId = "", listVersion = 0, segmentId = "", constants = {} } = body;
  const { templateId = "", text = "", purpose: traffic = "", messageType = "" } = body;
  return {
    ...{ lineId, listId, listVersion: BigInt(listVersion), segmentId },
    ...{ templateId, text, constants, traffic, messageType },
  };
}

/** @param foreseen of a list; each operator has one line, that of its dearest kind. */
export function fromQuoteOf(
  quote: Quote,
  { segmentId }: Pick<Json<"quoteQuestion">, "segmentId">,
  foreseen: ForeseenParts,
): Json<"quoteAnswer"> {
  const lines = new Map(quote.lines.map((line) => [line.operator, line]));
  return {
    ...fromQuote(quote),
    worstCase: {
      listId: foreseen.listId,
      listVersion: Number(foreseen.listVersion),
      members: Number(foreseen.members),
      ofWholeList: segmentId !== undefined,
      basis: foreseen.basis,
      operators: foreseen.choices.map(({ operator, messages }) => {
        const { alphabet = "", parts = 0n } = lines.get(operator) ?? {};
        return {
          operator,
          messages: Number(messages),
          alphabet,
          segments: Number(parts / messages),
        };
      }),
      unreached: foreseen.unreached.map(({ operator, members, reason }) => ({
        operator,
        members: Number(members),
        reason,
      })),
    },
  };
}
