import { sessionOf } from "../caller.js";
import { fromPerson } from "../proto/accounts.js";
import { fromSessions } from "../proto/people.js";
import { fromTime, present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { clearSessionCookie, sessionTokenOf } from "../session-cookie.js";
import { person } from "../shapes/accounts.js";
import {
  mobile,
  mobileCode,
  mobileCodeSent,
  passwordChange,
  sessionList,
  totpCode,
  totpSecret,
} from "../shapes/people.js";
import { problems } from "../shapes/problem.js";
import { byId, nothing } from "../shapes/words.js";

/** A person's own log-in: sessions, password, codes. */
export function addPersonRoutes(
  app: Api,
  {
    peers,
    call,
    forget,
    forgetAll,
  }: Pick<RouteDeps, "peers" | "call" | "forgetAll"> & {
    readonly forget: (sessionToken: string) => void;
  },
): void {
  const { people } = peers;

  app.delete(
    "/v1/sessions/current",
    {
      schema: {
        operationId: "logOut",
        tags: ["people"],
        summary: "Log out here",
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await people.closeSession({ sessionId: "" }, call(request));
      const token = sessionTokenOf(request);
      if (token !== undefined) forget(token);
      clearSessionCookie(request, reply);
      return reply.code(204).send();
    },
  );

  app.get(
    "/v1/sessions",
    {
      schema: {
        operationId: "listSessions",
        tags: ["people"],
        summary: "Where the person is logged in",
        response: { 200: sessionList, ...problems },
      },
    },
    async (request) => fromSessions((await people.listSessions({}, call(request))).sessions),
  );

  app.delete(
    "/v1/sessions/:id",
    {
      schema: {
        operationId: "closeSession",
        tags: ["people"],
        summary: "Log out somewhere else",
        description: "At another gateway of the installation it may work on for 45 seconds.",
        params: byId,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await people.closeSession({ sessionId: request.params.id }, call(request));
      forgetAll(({ sessionId }) => sessionId === request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    "/v1/me/totp",
    {
      schema: {
        operationId: "beginTotp",
        tags: ["people"],
        summary: "Get a secret for codes",
        description: "Codes are asked for once one of them was confirmed.",
        response: { 200: totpSecret, ...problems },
      },
    },
    async (request) => {
      const { secret, uri } = await people.beginTotp({}, call(request));
      return { secret, uri };
    },
  );

  app.post(
    "/v1/me/totp/confirm",
    {
      schema: {
        operationId: "confirmTotp",
        tags: ["people"],
        summary: "Ask for codes from now on",
        body: totpCode,
        response: { 200: person, ...problems },
      },
    },
    async (request) => {
      const answer = await people.confirmTotp(request.body, call(request));
      return fromPerson(present(answer.person, "person"));
    },
  );

  app.delete(
    "/v1/me/totp",
    {
      schema: {
        operationId: "removeTotp",
        tags: ["people"],
        summary: "Ask for codes no more",
        body: totpCode,
        response: { 200: person, ...problems },
      },
    },
    async (request) => {
      const answer = await people.removeTotp(request.body, call(request));
      return fromPerson(present(answer.person, "person"));
    },
  );

  app.post(
    "/v1/me/mobile",
    {
      schema: {
        operationId: "beginMobile",
        tags: ["people"],
        summary: "Have a code sent to your mobile",
        description: "422 MOBILE_NOT_OFFERED where the provider has no line to write from.",
        body: mobile,
        response: { 202: mobileCodeSent, ...problems },
      },
    },
    async (request, reply) => {
      const { expiresAt } = await people.beginMobile(request.body, call(request));
      return reply.code(202).send({ expiresAt: fromTime(expiresAt) });
    },
  );

  app.post(
    "/v1/me/mobile/confirm",
    {
      schema: {
        operationId: "confirmMobile",
        tags: ["people"],
        summary: "Prove that the mobile is yours",
        description: "From then on a way to a new password is also sent there.",
        body: mobileCode,
        response: { 200: person, ...problems },
      },
    },
    async (request) => {
      const answer = await people.confirmMobile(request.body, call(request));
      return fromPerson(present(answer.person, "person"));
    },
  );

  app.post(
    "/v1/me/password",
    {
      schema: {
        operationId: "changePassword",
        tags: ["people"],
        summary: "Change the password",
        description: "Every other session of the person ends.",
        body: passwordChange,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      const { personId: own, sessionId: current } = sessionOf(request);
      await people.changePassword(request.body, call(request));
      forgetAll(({ personId, sessionId }) => personId === own && sessionId !== current);
      return reply.code(204).send();
    },
  );
}
