import { fromPerson } from "../proto/accounts.js";
import { fromInvitation } from "../proto/people.js";
import { fromTime, present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { person } from "../shapes/accounts.js";
import {
  invitationList,
  issuedInvitation,
  memberList,
  memberQuery,
  memberRoles,
  newInvitation,
  passwordResetQuery,
  passwordResetToken,
} from "../shapes/people.js";
import { problems } from "../shapes/problem.js";
import { byId, nothing } from "../shapes/words.js";

/** The people of a company, or of a desk. */
export function addMemberRoutes(
  app: Api,
  { peers, call, forgetAll }: Pick<RouteDeps, "peers" | "call" | "forgetAll">,
): void {
  const { people } = peers;

  app.get(
    "/v1/members",
    {
      schema: {
        operationId: "listMembers",
        tags: ["people"],
        summary: "Who works here",
        querystring: memberQuery,
        response: { 200: memberList, ...problems },
      },
    },
    async (request) => {
      const { members } = await people.listMembers(request.query, call(request));
      return { members: members.map(fromPerson) };
    },
  );

  app.put(
    "/v1/members/:id",
    {
      schema: {
        operationId: "changeMember",
        tags: ["people"],
        summary: "Give a member other roles",
        description: "At another gateway of the installation they hold within two minutes.",
        params: byId,
        body: memberRoles,
        response: { 200: person, ...problems },
      },
    },
    async (request) => {
      const change = { personId: request.params.id, roles: request.body.roles };
      const { member } = await people.changeMember(change, call(request));
      forgetAll(({ personId }) => personId === change.personId);
      return fromPerson(present(member, "member"));
    },
  );

  app.delete(
    "/v1/members/:id",
    {
      schema: {
        operationId: "removeMember",
        tags: ["people"],
        summary: "Let a member go",
        params: byId,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await people.removeMember({ personId: request.params.id }, call(request));
      forgetAll(({ personId }) => personId === request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    "/v1/members/:id/password-reset",
    {
      schema: {
        operationId: "issuePasswordReset",
        tags: ["people"],
        summary: "Make a way to a new password, for a member who cannot come in",
        description: "The token is shown once; hand it over. It ends an earlier one.",
        params: byId,
        querystring: passwordResetQuery,
        response: { 201: passwordResetToken, ...problems },
      },
    },
    async (request, reply) => {
      const { token, expiresAt } = await people.issuePasswordReset(
        { personId: request.params.id, forgetTotp: request.query.forgetTotp === "true" },
        call(request),
      );
      return reply.code(201).send({ token, expiresAt: fromTime(expiresAt) });
    },
  );

  app.post(
    "/v1/invitations",
    {
      schema: {
        operationId: "invite",
        tags: ["people"],
        summary: "Hold a place for somebody",
        description: "The token is shown once; hand it over. It holds for a week.",
        body: newInvitation,
        response: { 201: issuedInvitation, ...problems },
      },
    },
    async (request, reply) => {
      const { invitation, token } = await people.invite(
        { ...request.body, mobile: request.body.mobile ?? "" },
        call(request),
      );
      return reply.code(201).send({ ...fromInvitation(present(invitation, "invitation")), token });
    },
  );

  app.get(
    "/v1/invitations",
    {
      schema: {
        operationId: "listInvitations",
        tags: ["people"],
        summary: "Places that are held and not taken",
        response: { 200: invitationList, ...problems },
      },
    },
    async (request) => {
      const { invitations } = await people.listInvitations({}, call(request));
      return { invitations: invitations.map(fromInvitation) };
    },
  );

  app.delete(
    "/v1/invitations/:id",
    {
      schema: {
        operationId: "withdrawInvitation",
        tags: ["people"],
        summary: "Give a held place up",
        params: byId,
        response: { 204: nothing, ...problems },
      },
    },
    async (request, reply) => {
      await people.withdrawInvitation({ invitationId: request.params.id }, call(request));
      return reply.code(204).send();
    },
  );
}
