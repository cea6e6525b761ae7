import { carriedAlphabets, markets, needsConsent } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";

import { given } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import { byMarket, lineTextRules, lineTextRulesQuery, textRules } from "../shapes/text-rules.js";
import { byId } from "../shapes/words.js";

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
      const { absoluteMaxChars, suffix, source } = pack.segmentation;
      return {
        market: code,
        alphabets: carriedAlphabets(pack).map(({ alphabet, maxParts, accents, printed }) => ({
          alphabet,
          accents,
          ...(maxParts !== null && { maxParts }),
          printed: printed.map(({ segments, maxChars }) => ({ parts: segments, maxChars })),
        })),
        ...(absoluteMaxChars !== null && { maxChars: absoluteMaxChars }),
        suffixRoom: suffix?.chars ?? 0,
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

/** How the texts of one line go to each operator: who appends what, and which alphabet stands there. */
export function addLineTextRuleRoutes(app: Api, { peers: { campaigns }, call }: RouteDeps): void {
  app.get(
    "/v1/lines/:id/text-rules",
    {
      schema: {
        operationId: "getLineTextRules",
        tags: ["lines"],
        summary: "What the roads to the operators make of a line's texts, for a counter of parts",
        params: byId,
        querystring: lineTextRulesQuery,
        response: { 200: lineTextRules, ...problems },
      },
    },
    async (request) => {
      const asked = { lineId: request.params.id, traffic: request.query.traffic };
      const { roads } = await campaigns.getTextRules(asked, call(request));
      return {
        roads: roads.map(({ operators, latin1, suffix, suffixRoom, wideReference }) => ({
          operators: [...operators],
          latin1,
          wideReference,
          suffix: given(suffix),
          suffixRoom,
        })),
      };
    },
  );
}
