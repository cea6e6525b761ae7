import type { OpenedSession } from "@whiteline/contracts/accounts/v1/people";
import type { FastifyReply, FastifyRequest } from "fastify";

import { requestIdOf } from "../caller.js";
import { toRegistration } from "../proto/accounts.js";
import { fromDoors, fromEntered } from "../proto/people.js";
import { present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { setSessionCookie } from "../session-cookie.js";
import {
  acceptance,
  byToken,
  doors,
  entered,
  logIn,
  newPassword,
  passwordResetRequest,
  signUp,
} from "../shapes/people.js";
import { problems } from "../shapes/problem.js";
import { nothing, repeatable } from "../shapes/words.js";

/** The ways in, for who has neither key nor session. */
export function addDoorRoutes(
  app: Api,
  {
    peers,
    newId,
    forgetAll,
    deadlineMs,
  }: Pick<RouteDeps, "peers" | "newId" | "forgetAll"> & { readonly deadlineMs: number },
): void {
  const { people } = peers;
  const options = { deadline: deadlineMs };

  const letIn = (
    request: FastifyRequest,
    reply: FastifyReply,
    session: OpenedSession | undefined,
  ) => {
    setSessionCookie(request, reply, present(session, "session"));
    return reply.code(201).header("location", "/v1/me");
  };

  app.post(
    "/v1/sign-up",
    {
      schema: {
        operationId: "signUp",
        tags: ["people"],
        summary: "Become a customer of a provider, and be inside",
        description:
          "One call: company or person, owner, password. Answers with the session cookie. Keys for machines are issued with POST /v1/keys.",
        security: [],
        headers: repeatable,
        body: signUp,
        response: { 201: entered, ...problems },
      },
    },
    async (request, reply) => {
      const { password, language, ...registration } = request.body;
      const answer = await people.signUp(
        {
          ...toRegistration(registration, requestIdOf(request.headers, newId)),
          password,
          language,
          remoteAddress: request.ip,
        },
        options,
      );
      return letIn(request, reply, answer.session).send(fromEntered(answer));
    },
  );

  app.post(
    "/v1/sessions",
    {
      schema: {
        operationId: "logIn",
        tags: ["people"],
        summary: "Log in",
        description:
          "201 answers with the session cookie `whiteline_session`. 200: address and password open several companies or desks; send the same with the `tenantId`, or the `providerId` of a desk, that was chosen. 401 CREDENTIALS_WRONG, TOTP_NEEDED or TOTP_WRONG; 429 TOO_MANY_ATTEMPTS.",
        security: [],
        body: logIn,
        response: { 200: doors, 201: entered, ...problems },
      },
    },
    async (request, reply) => {
      const answer = await people.openSession(
        { ...request.body, remoteAddress: request.ip },
        options,
      );
      if (answer.doors.length > 0) return reply.code(200).send(fromDoors(answer.doors));
      return letIn(request, reply, answer.session).send(fromEntered(answer));
    },
  );

  app.post(
    "/v1/password-resets",
    {
      schema: {
        operationId: "requestPasswordReset",
        tags: ["people"],
        summary: "Ask for a new password",
        description: "The answer is the same for every address, known or not.",
        security: [],
        body: passwordResetRequest,
        response: { 202: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await people.requestPasswordReset({ ...request.body, remoteAddress: request.ip }, options);
      return reply.code(202).send();
    },
  );

  app.post(
    "/v1/password-resets/:token",
    {
      schema: {
        operationId: "resetPassword",
        tags: ["people"],
        summary: "Choose a new password with a token",
        description: "The token is spent, and every session of the person ends.",
        security: [],
        params: byToken,
        body: newPassword,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      const { token } = request.params;
      const { password } = request.body;
      const spent = { token, password, remoteAddress: request.ip };
      const answer = await people.resetPassword(spent, options);
      forgetAll(({ personId }) => personId === answer.personId);
      return reply.code(204).send();
    },
  );

  app.post(
    "/v1/invitations/:token/accept",
    {
      schema: {
        operationId: "acceptInvitation",
        tags: ["people"],
        summary: "Take the place that an invitation holds, and be inside",
        security: [],
        params: byToken,
        body: acceptance,
        response: { 201: entered, ...problems },
      },
    },
    async (request, reply) => {
      const answer = await people.acceptInvitation(
        { ...request.body, token: request.params.token, remoteAddress: request.ip },
        options,
      );
      return letIn(request, reply, answer.session).send(fromEntered(answer));
    },
  );
}
