import type { ApplyRequest } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { CallOptions } from "@whiteline/service-kit";

import { requestIdOf } from "../caller.js";
import { Refusal } from "../problem.js";
import { fromApplication, fromFiled, toAdvance, toApply } from "../proto/applications.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import {
  application,
  applicationEvent,
  applicationList,
  applicationQuery,
  newApplication,
} from "../shapes/applications.js";
import { problems } from "../shapes/problem.js";
import { byId, repeatable } from "../shapes/words.js";

/** How a company obtains a line. */
export function addApplicationRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { linesRegistry } = peers;

  const apply = async (question: ApplyRequest, options: CallOptions) => {
    const { outcome } = await linesRegistry.apply(question, options);
    const answer = present(outcome, "outcome");
    if (answer.$case === "deficient") {
      const { deficiencies, warnings } = answer.value;
      throw new Refusal("APPLICATION_DEFICIENT", deficiencies, { warnings });
    }
    return fromFiled(answer.value);
  };

  app.post(
    "/v1/applications",
    {
      schema: {
        operationId: "apply",
        tags: ["applications"],
        summary: "Apply for a line",
        description:
          "Judged before it is filed: 422 lists every deficiency at once, each with rule, source and remedy, and files nothing. A name that is declared per operator is filed as one application for each of `spellings`.",
        headers: repeatable,
        body: newApplication,
        response: { 201: application, ...problems },
      },
    },
    async (request, reply) => {
      const requestId = requestIdOf(request.headers, newId);
      const filed = await apply(toApply(request.body, requestId, ""), call(request));
      return reply
        .code(201)
        .header("location", `/v1/applications/${filed.applicationId}`)
        .send(filed);
    },
  );

  app.put(
    "/v1/applications/:id",
    {
      schema: {
        operationId: "correctApplication",
        tags: ["applications"],
        summary: "Correct an application that was returned, and submit it again",
        description:
          "What the body leaves out stays as it was filed: nothing that was fine is sent again.",
        headers: repeatable,
        params: byId,
        body: newApplication,
        response: { 200: application, ...problems },
      },
    },
    async (request) => {
      const requestId = requestIdOf(request.headers, newId);
      return apply(toApply(request.body, requestId, request.params.id), call(request));
    },
  );

  app.get(
    "/v1/applications",
    {
      schema: {
        operationId: "listApplications",
        tags: ["applications"],
        summary: "Your applications; for staff, the queue of their provider",
        querystring: applicationQuery,
        response: { 200: applicationList, ...problems },
      },
    },
    async (request) => {
      const { provider, state } = request.query;
      const { applications } = await linesRegistry.listApplications(
        { providerId: provider, state },
        call(request),
      );
      return { applications: applications.map(fromApplication) };
    },
  );

  app.get(
    "/v1/applications/:id",
    {
      schema: {
        operationId: "getApplication",
        tags: ["applications"],
        summary: "One application with its history",
        params: byId,
        response: { 200: application, ...problems },
      },
    },
    async (request) => {
      const { id: applicationId } = request.params;
      const answer = await linesRegistry.getApplication({ applicationId }, call(request));
      return fromApplication(present(answer.application, "application"));
    },
  );

  app.post(
    "/v1/applications/:id/events",
    {
      schema: {
        operationId: "advanceApplication",
        tags: ["applications", "staff"],
        summary: "Staff: take the next step of an application. Its applicant: withdraw it",
        description:
          "Until its papers go to an operator the applicant may send `withdraw`. `event` is one of the application's possibleEvents. A decision that needs four eyes is answered with 202 and pendingDecision, until a second person sends the same.",
        params: byId,
        body: applicationEvent,
        response: { 200: application, 202: application, ...problems },
      },
    },
    async (request, reply) => {
      const step = toAdvance(request.body, request.params.id);
      const answer = await linesRegistry.advanceApplication(step, call(request));
      const advanced = fromApplication(present(answer.application, "application"));
      return reply.code(advanced.pendingDecision === undefined ? 200 : 202).send(advanced);
    },
  );
}
