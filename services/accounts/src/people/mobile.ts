import { randomInt } from "node:crypto";
import type {
  BeginMobileRequest,
  BeginMobileResponse,
  ConfirmMobileRequest,
  ConfirmMobileResponse,
  ListProvedMobilesRequest,
  ListProvedMobilesResponse,
} from "@whiteline/contracts/accounts/v1/people";
import { normaliseNumber } from "@whiteline/markets";
import { DomainError, requireTenant, type CallContext } from "@whiteline/service-kit";
import { mobileLimits } from "../domain/attempts.js";
import { codeText, mobileCodeLifeMs } from "../domain/door-message.js";
import { toAsciiDigits } from "../domain/written-text.js";
import type { Parts } from "../parts.js";
import { refuse } from "../refuse.js";
import { fromPerson } from "./proto.js";
import { stopTooManyAttempts } from "./too-many-attempts.js";

type Needs = Pick<
  Parts,
  | "now"
  | "hasher"
  | "people"
  | "attempts"
  | "mobileCodes"
  | "messageTo"
  | "audit"
  | "commit"
  | "auditTenantOf"
  | "meetPerson"
>;

/** Sends a code to the mobile that the caller says to have, or that is on file. */
export function beginMobile(parts: Needs) {
  const { now, hasher, mobileCodes, attempts, audit, commit, meetPerson, messageTo } = parts;
  return async (
    request: BeginMobileRequest,
    context: CallContext,
  ): Promise<BeginMobileResponse> => {
    const person = await meetPerson(context);
    const { personId, home } = person;
    const at = now();
    const writing = await messageTo(home.providerId);
    if (writing === undefined) throw mobileNotOffered();
    const read = normaliseNumber(writing.pack, request.mobile || person.mobile);
    if (read.kind === "refused") throw refuse(mobileMalformed(read.remedy));
    // Each code is a message that somebody pays for.
    await stopTooManyAttempts(attempts, mobileLimits(personId, hasher.hash(read.e164)), at);

    const code = String(randomInt(1_000_000)).padStart(6, "0");
    const expiresAt = new Date(at.getTime() + mobileCodeLifeMs);
    const codeHash = hasher.hash(`mobile:${personId}:${code}`);
    const trail = await parts.auditTenantOf(home);
    await commit(async (session) => {
      await mobileCodes.replace(session, { personId, mobile: read.e164, codeHash, expiresAt });
      const text = codeText(writing.texts, code);
      await writing.owe(session, { kind: "mobile_code", to: read.e164, text, expiresAt });
      await audit.append(session, trail, {
        actor: `person:${personId}`,
        action: "mobile.begun",
        subject: `person:${personId}`,
        after: { mobile: hasher.mark(read.e164) },
      });
    });
    return { expiresAt };
  };
}

/** The caller reads what is sent to the mobile: a way to a new password may go there. */
export function confirmMobile(parts: Needs) {
  const { now, hasher, people, mobileCodes, audit, commit, meetPerson } = parts;
  return async (
    request: ConfirmMobileRequest,
    context: CallContext,
  ): Promise<ConfirmMobileResponse> => {
    const person = await meetPerson(context);
    const { personId, home } = person;
    const given = toAsciiDigits(request.code).replace(/\s/gu, "");
    const sent = await mobileCodes.tried(personId);
    const isRight = hasher.matches(`mobile:${personId}:${given}`, sent?.codeHash);
    if (sent === undefined || !isRight || sent.expiresAt <= now()) throw codeWrong();
    const { mobile } = sent;
    const trail = await parts.auditTenantOf(home);
    await commit(async (session) => {
      if (!(await mobileCodes.spend(session, sent))) throw codeWrong();
      await people.change(session, person, { mobile });
      await audit.append(session, trail, {
        actor: `person:${personId}`,
        action: "mobile.verified",
        subject: `person:${personId}`,
        before: { mobile: hasher.mark(person.mobile), verified: person.mobileVerified },
        after: { mobile: hasher.mark(mobile), verified: true },
      });
    });
    return { person: fromPerson({ ...person, mobile, mobileVerified: true }, "self") };
  };
}

/** Which of these people of the tenant have proved a mobile, and what it is: a test goes there. */
export function listProvedMobiles({ people }: Pick<Needs, "people">) {
  return async (
    { personIds }: ListProvedMobilesRequest,
    context: CallContext,
  ): Promise<ListProvedMobilesResponse> => {
    const tenantId = requireTenant(context);
    const found = await Promise.all(personIds.map((personId) => people.byId(personId)));
    return {
      mobiles: found.flatMap((person) =>
        person?.mobileVerified === true &&
        person.home.kind === "tenant" &&
        person.home.tenantId === tenantId
          ? [{ personId: person.personId, mobile: person.mobile }]
          : [],
      ),
    };
  };
}

/** One word for unknown, spent, late and tried too often. */
function codeWrong(): DomainError {
  return new DomainError("invalid", "MOBILE_CODE_WRONG", "The code is not the one that was sent.", {
    remedy: "Read it again, or have a new one sent.",
  });
}

function mobileMalformed(remedy: string) {
  return {
    code: "MOBILE_MALFORMED",
    subject: "mobile",
    rule: "It is a mobile number of the provider's market.",
    source: "data/numbering.json",
    remedy,
  };
}

function mobileNotOffered(): DomainError {
  return new DomainError(
    "precondition",
    "MOBILE_NOT_OFFERED",
    "This provider has no line of its own to write from.",
    {
      remedy: "Ask who may help for a token by hand: the owner, or the administrator of the desk.",
    },
  );
}
