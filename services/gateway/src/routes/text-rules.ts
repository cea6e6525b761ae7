import { carriedAlphabets, markets, needsConsent } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";

import type { Api } from "../route.js";
import { problems } from "../shapes/problem.js";
import { byMarket, textRules } from "../shapes/text-rules.js";

/** How a market counts texts, as its pack says it; needs no key, because it concerns nobody. */
export function addTextRuleRoutes(app: Api): void {
  app.get(
    "/v1/markets/:market/text-rules",
    {
      schema: {
        operationId: "getTextRules",
        tags: ["templates"],
        summary: "Alphabets and longest texts of a market, for a counter of parts",
        security: [],
        params: byMarket,
        response: { 200: textRules, ...problems },
      },
    },
    (request) => {
      const { market: code } = request.params;
      if (!markets.has(code)) {
        throw new DomainError("invalid", "MARKET_UNKNOWN", "There is no such market.", {
          remedy: `Choose one of ${markets.codes.join(", ")}.`,
        });
      }
      const pack = markets.get(code);
      const { absoluteMaxChars, source } = pack.segmentation;
      return {
        market: code,
        alphabets: carriedAlphabets(pack).map(({ alphabet, maxParts }) => ({
          alphabet,
          ...(maxParts !== null && { maxParts }),
        })),
        ...(absoluteMaxChars !== null && { maxChars: absoluteMaxChars }),
        traffic: pack.content.purposes.map(({ id }) => ({
          kind: id,
          needsConsent: needsConsent(pack, id),
        })),
        messageTypes: pack.messageTypes.map(
          ({ id, maxCredits, maxChars, popup, replyable, numberDigits }) => ({
            type: id,
            ...(maxCredits !== null && { maxParts: maxCredits }),
            ...(maxChars !== null && { maxChars }),
            popsUp: popup,
            ...(replyable !== null && { answerable: replyable }),
            senderDigits: [...numberDigits],
          }),
        ),
        source,
      };
    },
  );
}
