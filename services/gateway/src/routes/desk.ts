import {
  fromAlarms,
  fromCalendar,
  fromCase,
  fromCaseFile,
  fromCases,
  fromVerdict,
} from "../proto/desk.js";
import { fromApplication } from "../proto/applications.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  alarms,
  assignment,
  calendar,
  calendarQuery,
  caseFile,
  caseList,
  caseQuery,
  dayKept,
  deskCase,
  newDay,
  newVerdicts,
  verdictsKept,
  withdrawQuery,
} from "../shapes/desk.js";
import { application } from "../shapes/applications.js";
import { problems } from "../shapes/problem.js";
import { byId } from "../shapes/words.js";

const tags = ["desk", "staff"];

/** The provider's desk: the queue of its experts, what they found, and what is late. */
export function addDeskRoutes(app: Api, { peers, call }: RouteDeps): void {
  const { desk } = peers;

  app.get(
    "/v1/desk/cases",
    {
      schema: {
        operationId: "listDeskCases",
        tags,
        summary: "Staff: open cases, the oldest first",
        description: "Age and due date are in working days of the provider's market.",
        querystring: caseQuery,
        response: { 200: caseList, ...problems },
      },
    },
    async (request) => {
      const { state, assignee, overdue } = request.query;
      const overdueOnly = overdue === "true";
      return fromCases(await desk.listCases({ state, assignee, overdueOnly }, call(request)));
    },
  );

  app.get(
    "/v1/desk/cases/:id",
    {
      schema: {
        operationId: "getDeskCase",
        tags,
        summary: "Staff: a case, its papers beside the fields they prove",
        description: "Every look leaves a trace in the timeline.",
        params: byId,
        response: { 200: caseFile, ...problems },
      },
    },
    async (request) =>
      fromCaseFile(await desk.getCase({ caseId: request.params.id }, call(request))),
  );

  app.post(
    "/v1/desk/cases/:id/assignment",
    {
      schema: {
        operationId: "assignDeskCase",
        tags,
        summary: "Staff: give a case to somebody, or to nobody",
        params: byId,
        body: assignment,
        response: { 200: deskCase, ...problems },
      },
    },
    async (request) => {
      const { assignee, expectedVersion } = request.body;
      const answer = await desk.assignCase(
        {
          caseId: request.params.id,
          assignee: assignee ?? "",
          expectedVersion: BigInt(expectedVersion),
        },
        call(request),
      );
      return fromCase(present(answer.case, "case"));
    },
  );

  app.post(
    "/v1/desk/cases/:id/verdicts",
    {
      schema: {
        operationId: "recordDeskVerdicts",
        tags,
        summary: "Staff (expert): what was found of documents and fields",
        description: "A rejected item carries a note; approve is impossible while one is rejected.",
        params: byId,
        body: newVerdicts,
        response: { 200: verdictsKept, ...problems },
      },
    },
    async (request) => {
      const { items, expectedVersion } = request.body;
      const answer = await desk.recordVerdicts(
        {
          caseId: request.params.id,
          items: items.map((item) => ({ ...item, by: "", at: undefined })),
          expectedVersion: BigInt(expectedVersion),
        },
        call(request),
      );
      return {
        case: fromCase(present(answer.case, "case")),
        verdicts: answer.verdicts.map(fromVerdict),
      };
    },
  );

  app.delete(
    "/v1/desk/cases/:id/pending-decision",
    {
      schema: {
        operationId: "withdrawDeskDecision",
        tags,
        summary: "Staff: take back a decision that waits for a second person",
        params: byId,
        querystring: withdrawQuery,
        response: { 200: application, ...problems },
      },
    },
    async (request) => {
      const expectedVersion = BigInt(request.query.expectedVersion);
      const answer = await desk.withdrawDecision(
        { caseId: request.params.id, expectedVersion },
        call(request),
      );
      return fromApplication(present(answer.application, "application"));
    },
  );

  app.get(
    "/v1/desk/alarms",
    {
      schema: {
        operationId: "listDeskAlarms",
        tags,
        summary: "Staff: cases, customer lists and renewals that are late or soon will be",
        response: { 200: alarms, ...problems },
      },
    },
    async (request) => fromAlarms(await desk.listAlarms({}, call(request))),
  );

  app.get(
    "/v1/desk/calendar",
    {
      schema: {
        operationId: "getDeskCalendar",
        tags,
        summary: "Staff: the working calendar by which terms are counted",
        querystring: calendarQuery,
        response: { 200: calendar, ...problems },
      },
    },
    async (request) =>
      fromCalendar(await desk.getCalendar({ year: request.query.year }, call(request))),
  );

  app.put(
    "/v1/desk/calendar/days",
    {
      schema: {
        operationId: "setDeskCalendarDay",
        tags,
        summary: "Staff (operations): change a day of the calendar",
        description: "Due dates of open cases are counted again.",
        body: newDay,
        response: { 200: dayKept, ...problems },
      },
    },
    async (request) => {
      const { kind, ...day } = request.body;
      const { casesMoved } = await desk.setDay({ ...day, kind: kind ?? "" }, call(request));
      return { casesMoved };
    },
  );
}
