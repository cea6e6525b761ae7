import type { TextRoad } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DomainError } from "@whiteline/service-kit";

import { sessionOf } from "../caller.js";
import { fromExamination, fromForecast, toExamineText } from "../proto/forecasts.js";
import type { Api, RouteDeps } from "../route.js";
import { forecastComparison, textExamination, textQuestion } from "../shapes/forecasts.js";
import { problems } from "../shapes/problem.js";
import { byId } from "../shapes/words.js";

/** What a text will cost and how it costs less; what a campaign did cost against what was expected. */
export function addForecastRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { pricing, compliance, campaigns } = peers;

  /** None while campaigns does not say: what a text costs is told all the same, as most operators take it. */
  const roadsOf = async (
    ...asked: Parameters<typeof campaigns.getTextRules>
  ): Promise<readonly TextRoad[]> => {
    try {
      return (await campaigns.getTextRules(...asked)).roads;
    } catch (error) {
      if (error instanceof DomainError) return [];
      throw error;
    }
  };

  app.post(
    "/v1/texts/examination",
    {
      schema: {
        operationId: "examineText",
        tags: ["wallet"],
        summary: "What a text costs at each operator, and its cheapest lawful spellings",
        description:
          "Typographic quotes, Arabic letters, invisible characters, accents where an operator cannot take them: what each change saves. " +
          "Of a template: what one message costs at most, every variable at its longest and dearest. " +
          "A free text is priced as it is written, which is how it is sent: braces are not filled in. To a list, what a template or the text of one costs at most is told by `/v1/quotes`.",
        body: textQuestion,
        response: { 200: textExamination, ...problems },
      },
    },
    async (request) => {
      const tenantId = request.body.tenantId ?? sessionOf(request).tenantId ?? "";
      const { templateId } = request.body;
      const answer =
        templateId === undefined
          ? undefined
          : await compliance.getTemplate({ templateId }, call(request));
      const { lineId, purpose: traffic } = request.body;
      const isKnown = lineId !== "" && sessionOf(request).tenantId !== undefined;
      const roads = isKnown ? await roadsOf({ lineId, traffic }, call(request)) : [];
      const question = toExamineText(request.body, tenantId, answer?.template, roads);
      return fromExamination(await pricing.examineText(question, call(request)));
    },
  );

  app.get(
    "/v1/campaigns/:id/cost",
    {
      schema: {
        operationId: "compareForecast",
        tags: ["campaigns", "wallet"],
        summary: "What a campaign was expected to cost, and what it did cost",
        description:
          "CAMPAIGN_NOT_FUNDED: no money was held for it, for it is a forecast, was refused or still waits.",
        params: byId,
        response: { 200: forecastComparison, ...problems },
      },
    },
    async (request) => {
      const question = { campaignId: request.params.id };
      try {
        return fromForecast(await pricing.compareForecast(question, call(request)));
      } catch (error) {
        // Pricing knows no campaigns: whether there is such a one is for campaigns to say.
        if (!isBecauseOf(error, "CAMPAIGN_NOT_FUNDED")) throw error;
        const known = campaigns.getCampaign(question, call(request));
        await known.catch((unknown: unknown) => {
          if (isBecauseOf(unknown, "CAMPAIGN_UNKNOWN")) throw unknown;
        });
        throw error;
      }
    },
  );
}

const isBecauseOf = (error: unknown, reason: string): boolean =>
  error instanceof DomainError && error.reason === reason;
