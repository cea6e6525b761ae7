import type { QuoteRequest } from "@whiteline/contracts/pricing/v1/pricing";
import type { CallOptions } from "@whiteline/service-kit";

import { sessionOf } from "../caller.js";
import { Refusal } from "../problem.js";
import { fromQuote, toPartCount } from "../proto/pricing.js";
import { fromQuoteOf, toForesight } from "../proto/quotes.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import { quoteAnswer, quoteQuestion } from "../shapes/quotes.js";

/** What it will cost: of counts exactly, of a text to a list at most. */
export function addQuoteRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { campaigns, pricing } = peers;

  const priced = async (question: Partial<QuoteRequest>, options: CallOptions) => {
    const outcome = present((await pricing.quote(question, options)).outcome, "outcome");
    if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
    return outcome.value;
  };

  app.post(
    "/v1/quotes",
    {
      schema: {
        operationId: "quote",
        tags: ["wallet"],
        summary:
          "The price at the tariff in force, exactly of parts and at most of a text to a list",
        description:
          "Reserves nothing. Of counts: their exact price. Of a list or segment with a template or a text: the worst case by the longest values of the list's columns, which no campaign to it exceeds; what it costs exactly is told by a dry run.",
        body: quoteQuestion,
        response: { 200: quoteAnswer, ...problems },
      },
    },
    async (request) => {
      const { counts, family = "", purpose = "", lineId = "" } = request.body;
      const { providerId, tenantId: own = "" } = sessionOf(request);
      const options = call(request);
      if (counts !== undefined) {
        const tenantId = request.body.tenantId ?? own;
        const question = { tenantId, providerId, family, purpose, lineId };
        return fromQuote(await priced({ ...question, counts: counts.map(toPartCount) }, options));
      }
      const answer = await campaigns.foreseeParts(toForesight(request.body), options);
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      const { choices, traffic, family: ofLine } = outcome.value;
      const question = { tenantId: own, providerId, family: ofLine, purpose: traffic, lineId };
      const quote = await priced({ ...question, choices }, options);
      return fromQuoteOf(quote, request.body, outcome.value);
    },
  );
}
