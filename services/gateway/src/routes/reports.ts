import { z } from "zod";

import { csvOf } from "../outcome-file.js";
import { xlsxOf } from "../outcome-workbook.js";
import {
  fromOutcomePage,
  fromReport,
  fromResults,
  fromTimeline,
  toResults,
  toTimelineQuestion,
} from "../proto/reports.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  campaignResults,
  exportQuestion,
  feedQuestion,
  outcomePage,
  report,
  timeline,
  timelineQuestion,
} from "../shapes/reports.js";
import { byId } from "../shapes/words.js";
import { openStream, sendFile, sendStream } from "../stream-answer.js";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What became of messages: of a campaign, over time, one after the other, as a file. */
export function addReportRoutes(app: Api, { peers, call, stream }: RouteDeps): void {
  const { dlr, reports } = peers;

  app.get(
    "/v1/campaigns/:id/report",
    {
      schema: {
        operationId: "getReport",
        tags: ["campaigns"],
        summary: "What became of a campaign, by state, reason, operator, variant and hour",
        params: byId,
        response: { 200: report, ...problems },
      },
    },
    async (request) =>
      fromReport(await dlr.getReport({ campaignId: request.params.id }, call(request))),
  );

  app.put(
    "/v1/campaigns/:id/results",
    {
      schema: {
        operationId: "recordCampaignResults",
        tags: ["campaigns"],
        summary: "Document the goal of a campaign and what came of it",
        description:
          "Clicks, conversions and value, as you counted them; the report shows the rates.",
        params: byId,
        body: campaignResults,
        response: { 200: campaignResults, ...problems },
      },
    },
    async (request) => {
      const question = { campaignId: request.params.id, results: toResults(request.body) };
      const answer = await reports.recordCampaignResults(question, call(request));
      return fromResults(present(answer.results, "results"));
    },
  );

  app.get(
    "/v1/campaigns/:id/export",
    {
      schema: {
        operationId: "exportOutcomes",
        tags: ["campaigns"],
        summary: "Every message of a campaign with its recipient, as csv or xlsx",
        description:
          "Streamed, however large. Numbers are E.164 without +; they are masked for roles that may not see lists.",
        params: byId,
        querystring: exportQuestion,
        response: {
          200: {
            description: "The file.",
            content: {
              "text/csv": { schema: z.string() },
              [XLSX]: { schema: z.string() },
            },
          },
          ...problems,
        },
      },
    },
    async (request, reply) => {
      const { id: campaignId } = request.params;
      const { format } = request.query;
      const chunks = await openStream(
        reports.exportOutcomes({ campaignId }, stream(request, reply)),
      );
      reply.header("content-disposition", `attachment; filename="outcomes.${format}"`);
      return format === "csv"
        ? sendStream(reply, "text/csv; charset=utf-8", chunks, csvOf())
        : sendFile(reply, XLSX, xlsxOf(chunks));
    },
  );

  app.get(
    "/v1/outcomes",
    {
      schema: {
        operationId: "listOutcomes",
        tags: ["messages"],
        summary: "Final outcomes in the order in which they changed, from a cursor on",
        description:
          "Each outcome, and each later correction of one, exactly once: keep `next` with what you made of the page, and go on from it. Kept for 90 days.",
        querystring: feedQuestion,
        response: { 200: outcomePage, ...problems },
      },
    },
    async (request) => fromOutcomePage(await reports.listOutcomes(request.query, call(request))),
  );

  app.get(
    "/v1/reports/timeline",
    {
      schema: {
        operationId: "getTimeline",
        tags: ["campaigns"],
        summary: "Your messages over time, by day or hour, by operator or line",
        querystring: timelineQuestion,
        response: { 200: timeline, ...problems },
      },
    },
    async (request) =>
      fromTimeline(await reports.getTimeline(toTimelineQuestion(request.query), call(request))),
  );
}
