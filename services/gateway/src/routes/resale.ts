import { requestIdOf, sessionOf } from "../caller.js";
import { fromInvitation, fromOwnReseller, fromRead } from "../proto/resale.js";
import { given, present } from "../proto/words.js";
import type { Api, RouteDeps } from "../route.js";
import { problems } from "../shapes/problem.js";
import {
  joiningDecision,
  joiningList,
  madeResaleInvitation,
  newResaleInvitation,
  ownReseller,
  readResaleInvitation,
  resaleCode,
  resaleInvitation,
  resaleInvitationList,
  tenantQuery,
} from "../shapes/resale.js";
import { resellerQuery } from "../shapes/resellers.js";
import { byId, repeatable } from "../shapes/words.js";

/** What an invitation says, to whoever holds its code. */
export function addReadResaleInvitationRoute(
  app: Api,
  { peers, deadlineMs }: Pick<RouteDeps, "peers"> & { readonly deadlineMs: number },
): void {
  app.post(
    "/v1/resale-invitations/reading",
    {
      schema: {
        operationId: "readResaleInvitation",
        tags: ["wallet"],
        summary: "Who invites a company, and with which provider it registers",
        description:
          "Needs no key: the code is the proof. RESALE_INVITATION_UNKNOWN: no such code.",
        security: [],
        body: resaleCode,
        response: { 200: readResaleInvitation, ...problems },
      },
    },
    async (request) =>
      fromRead(
        await peers.resaleInvitations.readCustomerInvitation(request.body, {
          deadline: deadlineMs,
        }),
      ),
  );
}

/** How a company becomes a reseller's customer: invited, accepted by itself, confirmed by finance. */
export function addResaleRoutes(app: Api, { peers, newId, call }: RouteDeps): void {
  const { resaleInvitations } = peers;

  app.post(
    "/v1/resold/invitations",
    {
      schema: {
        operationId: "inviteCustomer",
        tags: ["wallet"],
        summary: "A reseller invites a company to become its customer",
        description:
          "The code is shown once, to be handed over. The company registers with the same provider like any other, accepts with the " +
          "code, and the provider's finance confirms; until then it is the provider's own customer in everything. RESALE_CIRCLE: " +
          "you are a reseller's customer yourself.",
        headers: repeatable,
        body: newResaleInvitation,
        response: { 201: madeResaleInvitation, ...problems },
      },
    },
    async (request, reply) => {
      const asked = { ...request.body, requestId: requestIdOf(request.headers, newId) };
      const { invitation, code } = await resaleInvitations.inviteCustomer(asked, call(request));
      return reply.code(201).send({
        invitation: fromInvitation(present(invitation, "invitation")),
        code: given(code),
      });
    },
  );

  app.get(
    "/v1/resold/invitations",
    {
      schema: {
        operationId: "listResaleInvitations",
        tags: ["wallet"],
        summary: "A reseller's invitations and what became of them, the newest first",
        querystring: resellerQuery,
        response: { 200: resaleInvitationList, ...problems },
      },
    },
    async (request) => {
      const resellerId = request.query.resellerId ?? sessionOf(request).tenantId ?? "";
      const asked = { resellerId };
      const answer = await resaleInvitations.listCustomerInvitations(asked, call(request));
      return { invitations: answer.invitations.map(fromInvitation) };
    },
  );

  app.delete(
    "/v1/resold/invitations/:id",
    {
      schema: {
        operationId: "withdrawResaleInvitation",
        tags: ["wallet"],
        summary: "A reseller withdraws an invitation that finance has not decided",
        description: "Twice is the same as once. RESALE_DECIDED: it comes too late.",
        params: byId,
        response: { 200: resaleInvitation, ...problems },
      },
    },
    async (request) => {
      const asked = { invitationId: request.params.id };
      const answer = await resaleInvitations.withdrawCustomerInvitation(asked, call(request));
      return fromInvitation(present(answer.invitation, "invitation"));
    },
  );

  app.post(
    "/v1/resale-invitations/acceptance",
    {
      schema: {
        operationId: "acceptResaleInvitation",
        tags: ["wallet"],
        summary: "A company accepts a reseller's invitation; its provider's finance decides then",
        description:
          "Said again by the same company it answers how the invitation stands. RESALE_INVITATION_UNKNOWN, _EXPIRED, _WITHDRAWN, " +
          "_TAKEN, RESALE_WITH_ITSELF, RESALE_WAITS, RESALE_ELSEWHERE, RESALE_CIRCLE, RESELLER_SUSPENDED: why not.",
        body: resaleCode,
        response: { 200: resaleInvitation, ...problems },
      },
    },
    async (request) => {
      const answer = await resaleInvitations.acceptCustomerInvitation(request.body, call(request));
      return fromInvitation(present(answer.invitation, "invitation"));
    },
  );

  app.get(
    "/v1/wallet/reseller",
    {
      schema: {
        operationId: "getOwnReseller",
        tags: ["wallet"],
        summary: "Whose customer a company is, and how the invitation stands that it accepted last",
        querystring: tenantQuery,
        response: { 200: ownReseller, ...problems },
      },
    },
    async (request) => {
      const tenantId = request.query.tenantId ?? sessionOf(request).tenantId ?? "";
      return fromOwnReseller(await resaleInvitations.getOwnReseller({ tenantId }, call(request)));
    },
  );

  app.get(
    "/v1/joinings",
    {
      schema: {
        operationId: "listJoinings",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): companies that accepted a reseller's invitation and wait",
        response: { 200: joiningList, ...problems },
      },
    },
    async (request) => {
      const { joinings } = await resaleInvitations.listJoinings({}, call(request));
      return { joinings: joinings.map(fromInvitation) };
    },
  );

  app.post(
    "/v1/joinings/:id/decision",
    {
      schema: {
        operationId: "decideJoining",
        tags: ["wallet", "staff"],
        summary: "Staff (finance): let a company become a reseller's customer, or refuse",
        description:
          "From the day that is named the reseller's prices hold; what is reserved keeps its price. Said again by the same person it " +
          "answers what was decided. RESALE_DECIDED, RESALE_NOT_ACCEPTED, RESALE_DAY_INVALID, REASON_MISSING, and as for accepting.",
        params: byId,
        body: joiningDecision,
        response: { 200: resaleInvitation, ...problems },
      },
    },
    async (request) => {
      const { decision, reason, effectiveFrom = "" } = request.body;
      const asked = { invitationId: request.params.id, decision, reason, effectiveFrom };
      const { joining } = await resaleInvitations.decideJoining(asked, call(request));
      return fromInvitation(present(joining, "joining"));
    },
  );
}
