import { createHash } from "node:crypto";
import type { ResaleInvitationsServiceImplementation } from "@whiteline/contracts/pricing/v1/resale_invitations";
import {
  actorOf,
  DomainError,
  isDuplicateKey,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import { decideJoining } from "./decide-joining.js";
import {
  acceptanceFault,
  DEFAULT_VALID_DAYS,
  MOST_VALID_DAYS,
  stateAt,
  type ResaleInvitation,
} from "./domain/resale-invitation.js";
import type { HolderBook } from "./holders.js";
import { toRequestId } from "./proto.js";
import {
  invitationUnknown,
  joiningRefused,
  resaleDeeds,
  standingsOf,
  type Joining,
} from "./resale-joining.js";
import type { TenantNames } from "./tenant-names.js";
import { looks, type TraceLook } from "./trace-look.js";
import { fromResaleInvitation } from "./proto-resale.js";

type Dependencies = Joining & {
  readonly holders: HolderBook;
  readonly namesOf: TenantNames;
  readonly traceLook: TraceLook;
  /** A fresh code that nobody can guess. */
  readonly newCode: () => string;
};

/** Enough for a campaign of sales; nobody needs more at a time. */
const MOST_OPEN = 100;
const LONGEST_NAME = 200;
const DAY_MS = 86_400_000;

/** How a company becomes a reseller's customer: invited, accepted by itself, confirmed by finance. */
export const resaleInvitationsService = (
  it: Dependencies,
): ResaleInvitationsServiceImplementation<CallContextExt> => {
  const own = async (context: CallContextExt) => {
    requireTenant(context);
    return it.holders.meet(context, "");
  };
  /** With the names of both. */
  const shown = async (invitations: readonly ResaleInvitation[], to: "desk" | "company") => {
    const names = await it.namesOf(
      invitations.flatMap(({ resellerId, tenantId }) => [resellerId, tenantId]),
    );
    return invitations.map((each, i) => {
      const [resellerName = "", tenantName = ""] = names.slice(2 * i);
      return fromResaleInvitation(each, { resellerName, tenantName, at: it.now(), to });
    });
  };
  const showOne = async (invitation: ResaleInvitation, to: "desk" | "company") =>
    (await shown([invitation], to))[0];

  return {
    async inviteCustomer(request, context) {
      const { tenantId, providerId, platform } = await own(context);
      const requestId = toRequestId(request.requestId);
      const name = request.name.replace(/\p{Cc}/gu, " ").trim();
      const days = request.validDays === 0 ? DEFAULT_VALID_DAYS : request.validDays;
      if (name === "" || name.length > LONGEST_NAME || days < 1 || days > MOST_VALID_DAYS) {
        throw new DomainError("invalid", "RESALE_INVITATION_INVALID", "That is no invitation.", {
          remedy: `Give a name of 1 to ${LONGEST_NAME} characters, and 1 to ${MOST_VALID_DAYS} days.`,
        });
      }
      const before = async () => {
        const again = await it.invitations.byRequest(tenantId, requestId);
        if (again === undefined) return undefined;
        const same = again.name === name && again.expiresAt.getTime() === expiryOf(again, days);
        if (!same) throw requestIdReused();
        return { invitation: await showOne(again, "company"), code: "" };
      };
      const again = await before();
      if (again !== undefined) return again;
      const at = it.now();
      if (platform || (await it.resellers.resellerOf(tenantId)) !== undefined) {
        throw joiningRefused("RESALE_CIRCLE");
      }
      if ((await it.invitations.countOpen(tenantId, at)) >= MOST_OPEN) {
        throw new DomainError("precondition", "RESALE_INVITATIONS_MANY", "Too many are open.", {
          remedy: `Withdraw one: ${MOST_OPEN} can be open at a time.`,
        });
      }
      const code = it.newCode();
      const by = actorOf(principalOf(context));
      const invitation: ResaleInvitation = {
        ...{ invitationId: it.newId(), resellerId: tenantId, providerId, name, state: "open" },
        ...{ invitedAt: at, invitedBy: by, expiresAt: new Date(at.getTime() + days * DAY_MS) },
        ...{ tenantId: "", acceptedAt: undefined, acceptedBy: "" },
        ...{ decidedAt: undefined, decidedBy: "", reason: "", effectiveFrom: "" },
      };
      try {
        await it.withDeed(async (session) => {
          await it.invitations.insert(invitation, { codeHash: hashOf(code), requestId }, session);
          const action = "resale.invited";
          return {
            done: undefined,
            ...resaleDeeds(it, invitation, { action, by, at, side: "reseller" }),
          };
        });
      } catch (error) {
        const first = isDuplicateKey(error) ? await before() : undefined;
        if (first === undefined) throw error;
        return first;
      }
      return { invitation: await showOne(invitation, "company"), code };
    },

    async listCustomerInvitations({ resellerId }, context) {
      const { tenantId, providerId } = await it.holders.meet(context, resellerId);
      const subject = `tenant:${tenantId}`;
      await it.traceLook(context, { tenantId, providerId, what: looks.reseller, subject });
      const to = principalOf(context).kind === "staff" ? "desk" : "company";
      return { invitations: await shown(await it.invitations.ofReseller(tenantId), to) };
    },

    async withdrawCustomerInvitation({ invitationId }, context) {
      const { tenantId } = await own(context);
      const [by, at] = [actorOf(principalOf(context)), it.now()];
      const withdrawn = await it.withDeed(async (session) => {
        const found = await it.invitations.byId(invitationId, session);
        if (found?.resellerId !== tenantId) throw invitationUnknown();
        if (found.state === "withdrawn") return { done: found };
        if (found.state !== "open" && found.state !== "accepted")
          throw joiningRefused("RESALE_DECIDED");
        const done: ResaleInvitation = { ...found, state: "withdrawn" };
        await it.invitations.put(done, session);
        const action = "resale.withdrawn";
        return { done, ...resaleDeeds(it, done, { action, by, at, side: "reseller" }) };
      });
      return { invitation: await showOne(withdrawn, "company") };
    },

    async readCustomerInvitation({ code }) {
      const found = await it.invitations.byCodeHash(hashOf(code));
      if (found === undefined) throw invitationUnknown();
      const { resellerId, providerId, name, expiresAt } = found;
      const [resellerName = ""] = await it.namesOf([resellerId]);
      return { resellerName, providerId, name, state: stateAt(found, it.now()), expiresAt };
    },

    async acceptCustomerInvitation({ code }, context) {
      const customer = await own(context);
      const [by, at] = [actorOf(principalOf(context)), it.now()];
      const known = await it.invitations.byCodeHash(hashOf(code));
      if (known?.providerId !== customer.providerId) throw invitationUnknown();
      const isSuspended = await it.isSuspended(known.resellerId);
      const accepted = await it.withDeed(async (session) => {
        await it.resellers.takeTurn(customer.providerId, session);
        const found = await it.invitations.byId(known.invitationId, session);
        if (found === undefined) throw invitationUnknown();
        if (found.tenantId === customer.tenantId && found.state !== "withdrawn") {
          return { done: found };
        }
        const standings = await standingsOf(it, { ...found, isSuspended, customer }, session);
        const fault = acceptanceFault(found, standings, at);
        if (fault !== undefined) throw joiningRefused(fault);
        const { tenantId } = customer;
        const done: ResaleInvitation = {
          ...{ ...found, state: "accepted", tenantId, acceptedAt: at, acceptedBy: by },
        };
        await it.invitations.put(done, session);
        const action = "resale.accepted";
        return { done, ...resaleDeeds(it, done, { action, by, at, side: "customer" }) };
      });
      return { invitation: await showOne(accepted, "company") };
    },

    async getOwnReseller(request, context) {
      const { tenantId, providerId } = await it.holders.meet(context, request.tenantId);
      const subject = `tenant:${tenantId}`;
      await it.traceLook(context, { tenantId, providerId, what: looks.reseller, subject });
      const standing = await it.resellers.standingOf(tenantId);
      const last = await it.invitations.lastOf(tenantId);
      const [resellerName = ""] = standing ? await it.namesOf([standing.resellerId]) : [];
      return {
        ...(standing ?? { resellerId: "", since: undefined, effectiveFrom: "" }),
        resellerName,
        joining: last && (await showOne(last, "company")),
      };
    },

    async listJoinings(_request, context) {
      const { providerId = "" } = requireStaff(context, "finance");
      return { joinings: await shown(await it.invitations.waiting(providerId), "desk") };
    },

    async decideJoining(request, context) {
      const decided = await decideJoining(it, request, requireStaff(context, "finance"));
      return { joining: await showOne(decided, "desk") };
    },
  };
};

const hashOf = (code: string): string => createHash("sha256").update(code).digest("hex");

const expiryOf = ({ invitedAt }: ResaleInvitation, days: number): number =>
  invitedAt.getTime() + days * DAY_MS;

const requestIdReused = (): DomainError =>
  new DomainError("already_exists", "REQUEST_ID_REUSED", "The request id was used otherwise.", {
    remedy: "Use a fresh one.",
  });
