import type { PeopleServiceImplementation } from "@whiteline/contracts/accounts/v1/people";
import type { CallContextExt } from "@whiteline/service-kit";
import type { Parts } from "../parts.js";
import { authenticateSession } from "./authenticate-session.js";
import { acceptInvitation, invite, listInvitations, withdrawInvitation } from "./invitations.js";
import { logIn } from "./log-in.js";
import { changeMember, listMembers, removeMember } from "./members.js";
import { beginMobile, confirmMobile, listProvedMobiles } from "./mobile.js";
import {
  changePassword,
  issuePasswordReset,
  requestPasswordReset,
  resetPassword,
} from "./passwords.js";
import { fromPerson } from "./proto.js";
import { closeSession, listSessions } from "./sessions.js";
import { signUp } from "./sign-up.js";
import { beginTotp, confirmTotp, removeTotp } from "./totp-codes.js";

/** Methods that are called before there is a token; each proves its caller by what it carries. */
export const publicPeopleMethods = [
  "SignUp",
  "ListProviders",
  "OpenSession",
  "AuthenticateSession",
  "RequestPasswordReset",
  "ResetPassword",
  "AcceptInvitation",
] as const;

/** What accounts answers about people, in the order of the contract. */
export function peopleService(parts: Parts): PeopleServiceImplementation<CallContextExt> {
  const { countDoor } = parts;
  return {
    signUp: countDoor("sign_up", signUp(parts)),

    async listProviders() {
      const providers = await parts.providers.list();
      return {
        providers: providers.map(({ providerId, name, market }) => ({ providerId, name, market })),
      };
    },

    openSession: countDoor("log_in", logIn(parts)),
    authenticateSession: authenticateSession(parts),
    closeSession: closeSession(parts),
    listSessions: listSessions(parts),

    async getPerson(_request, context) {
      return { person: fromPerson(await parts.meetPerson(context), "self") };
    },

    beginTotp: beginTotp(parts),
    confirmTotp: confirmTotp(parts),
    removeTotp: removeTotp(parts),
    beginMobile: beginMobile(parts),
    confirmMobile: confirmMobile(parts),
    listProvedMobiles: listProvedMobiles(parts),
    changePassword: changePassword(parts),
    requestPasswordReset: requestPasswordReset(parts),
    issuePasswordReset: issuePasswordReset(parts),
    resetPassword: countDoor("password_reset", resetPassword(parts)),
    listMembers: listMembers(parts),
    changeMember: changeMember(parts),
    removeMember: removeMember(parts),
    invite: invite(parts),
    listInvitations: listInvitations(parts),
    withdrawInvitation: withdrawInvitation(parts),
    acceptInvitation: countDoor("invitation", acceptInvitation(parts)),
  };
}
