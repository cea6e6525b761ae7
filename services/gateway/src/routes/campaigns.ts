import type { Campaign } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { z } from "zod";

import { requestIdOf } from "../caller.js";
import { Refusal } from "../problem.js";
import {
  fromCampaign,
  fromOutcomes,
  toReschedule,
  toSubmitCampaign,
  toSubmitTest,
} from "../proto/campaigns.js";
import { fromVerdict, toHeldDecision } from "../proto/compliance.js";
import { given, present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  campaign,
  campaignList,
  campaignPage,
  newCampaign,
  newSchedule,
  newTest,
  outcome,
} from "../shapes/campaigns.js";
import { heldDecision, verdict } from "../shapes/compliance.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";
import { openStream, sendStream } from "../stream-answer.js";

/** One text to many. */
export function addCampaignRoutes(app: Api, { peers, newId, call, stream }: RouteDeps): void {
  const { campaigns, compliance, dlr } = peers;

  app.post(
    "/v1/campaigns",
    {
      schema: {
        operationId: "submitCampaign",
        tags: ["campaigns"],
        summary: "Send a campaign, or forecast it with dryRun",
        description:
          "202 means kept. What follows (audience, verdict, money, release) is read with GET; `cause` says why it waits.",
        headers: repeatable,
        body: newCampaign,
        response: { 202: campaign, ...problems },
      },
    },
    async (request, reply) => {
      const question = toSubmitCampaign(request.body, requestIdOf(request.headers, newId));
      const answer = await campaigns.submitCampaign(question, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      const kept = fromCampaign(outcome.value);
      return reply.code(202).header("location", `/v1/campaigns/${kept.campaignId}`).send(kept);
    },
  );

  app.get(
    "/v1/campaigns",
    {
      schema: {
        operationId: "listCampaigns",
        tags: ["campaigns"],
        summary: "Your campaigns, the newest first",
        querystring: campaignPage,
        response: { 200: campaignList, ...problems },
      },
    },
    async (request) => {
      const { limit, pageToken, forecasts } = request.query;
      const question = { limit, pageToken, withoutForecasts: forecasts === "false" };
      const answer = await campaigns.listCampaigns(question, call(request));
      return {
        campaigns: answer.campaigns.map(fromCampaign),
        nextPageToken: given(answer.nextPageToken),
      };
    },
  );

  app.get(
    "/v1/campaigns/:id",
    {
      schema: {
        operationId: "getCampaign",
        tags: ["campaigns"],
        summary: "A campaign: forecast beside progress, and why it waits",
        params: byId,
        response: { 200: campaign, ...problems },
      },
    },
    async (request) => {
      const answer = await campaigns.getCampaign({ campaignId: request.params.id }, call(request));
      return fromCampaign(present(answer.campaign, "campaign"));
    },
  );

  app.put(
    "/v1/campaigns/:id/schedule",
    {
      schema: {
        operationId: "rescheduleCampaign",
        tags: ["campaigns"],
        summary: "Another start, other hours, another pace for what is not released yet",
        params: byId,
        body: newSchedule,
        response: { 200: campaign, ...problems },
      },
    },
    async (request) => {
      const question = toReschedule(request.body, request.params.id);
      const answer = await campaigns.rescheduleCampaign(question, call(request));
      return fromCampaign(present(answer.campaign, "campaign"));
    },
  );

  app.post(
    "/v1/campaigns/test",
    {
      schema: {
        operationId: "submitTest",
        tags: ["campaigns"],
        summary: "Send a campaign as it stands to yourself, or to people of the company",
        description:
          "Becomes a campaign marked `test`, judged and paid like any. It goes to mobiles that people have proved (`POST /v1/me/mobile`). A line that follows a list reaches its members only, also with a test.",
        headers: repeatable,
        body: newTest,
        response: { 202: campaign, ...problems },
      },
    },
    async (request, reply) => {
      const question = toSubmitTest(request.body, requestIdOf(request.headers, newId));
      const answer = await campaigns.submitTest(question, call(request));
      const outcome = present(answer.outcome, "outcome");
      if (outcome.$case === "refused") throw new Refusal(outcome.value.code, [outcome.value]);
      const kept = fromCampaign(outcome.value);
      return reply.code(202).header("location", `/v1/campaigns/${kept.campaignId}`).send(kept);
    },
  );

  const steps = {
    pause: { operationId: "pauseCampaign", summary: "Hold back what is not released yet" },
    resume: { operationId: "resumeCampaign", summary: "Go on with a paused campaign" },
    cancel: { operationId: "cancelCampaign", summary: "Send no more of a campaign" },
  } as const;
  const takeStep = {
    pause: campaigns.pauseCampaign,
    resume: campaigns.resumeCampaign,
    cancel: campaigns.cancelCampaign,
  };
  for (const step of ["pause", "resume", "cancel"] as const) {
    app.post(
      `/v1/campaigns/:id/${step}`,
      {
        schema: {
          ...steps[step],
          tags: ["campaigns"],
          params: byId,
          response: { 200: campaign, ...problems },
        },
      },
      async (request) => {
        const question = { campaignId: request.params.id };
        const answer: { readonly campaign: Campaign | undefined } = await takeStep[step](
          question,
          call(request),
        );
        return fromCampaign(present(answer.campaign, "campaign"));
      },
    );
  }

  app.get(
    "/v1/campaigns/:id/outcomes",
    {
      schema: {
        operationId: "streamOutcomes",
        tags: ["campaigns"],
        summary: "Every message of a campaign, one JSON object per line",
        params: byId,
        response: {
          200: {
            description: "NDJSON.",
            content: { "application/x-ndjson": { schema: outcome } },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const question = { campaignId: request.params.id };
      const chunks = await openStream(dlr.streamOutcomes(question, stream(request, reply)));
      return sendStream(reply, "application/x-ndjson; charset=utf-8", chunks, (chunk) =>
        fromOutcomes(chunk).map(toLine).join(""),
      );
    },
  );

  app.post(
    "/v1/campaigns/:id/decision",
    {
      schema: {
        operationId: "decideHeldCampaign",
        tags: ["campaigns", "staff"],
        summary: "Staff (expert): let a held campaign go on, or refuse it",
        params: byId,
        body: heldDecision,
        response: { 200: verdict, ...problems },
      },
    },
    async (request) => {
      const decision = toHeldDecision(request.body, request.params.id);
      const { card } = await compliance.decideHeldCampaign(decision, call(request));
      return fromVerdict(present(card, "card"));
    },
  );
}

function toLine(line: z.output<typeof outcome>): string {
  return `${JSON.stringify(line)}\n`;
}
