import type {
  BeginTotpRequest,
  BeginTotpResponse,
  ConfirmTotpRequest,
  ConfirmTotpResponse,
  RemoveTotpRequest,
  RemoveTotpResponse,
} from "@whiteline/contracts/accounts/v1/people";
import { DomainError, type CallContext } from "@whiteline/service-kit";
import { loginLimits } from "../domain/attempts.js";
import { toAsciiDigits } from "../domain/written-text.js";
import type { Parts } from "../parts.js";
import type { KeptPerson } from "../store/people.js";
import { newTotpSecret, stepOfCode, totpUri } from "../totp.js";
import { totpWrong } from "./log-in.js";
import { fromPerson } from "./proto.js";
import { stopTooManyAttempts } from "./too-many-attempts.js";

type Needs = Pick<
  Parts,
  "now" | "people" | "attempts" | "audit" | "commit" | "auditTenantOf" | "meetPerson"
>;

/** A fresh secret for the caller; an earlier one that was never confirmed is forgotten. */
export function beginTotp({ people, commit, audit, auditTenantOf, meetPerson }: Needs) {
  return async (_request: BeginTotpRequest, context: CallContext): Promise<BeginTotpResponse> => {
    const person = await meetPerson(context);
    if (person.totp?.confirmed === true) {
      throw new DomainError("precondition", "TOTP_ENABLED", "Codes are asked for already.", {
        remedy: "Remove them with a code first.",
      });
    }
    const secret = newTotpSecret();
    const trail = await auditTenantOf(person.home);
    await commit(async (session) => {
      await people.change(session, person, { totp: { secret, confirmed: false } });
      await audit.append(session, trail, {
        actor: `person:${person.personId}`,
        action: "totp.begun",
        subject: `person:${person.personId}`,
        before: { totp: false },
        after: { totp: false, secret: "new" },
      });
    });
    return { secret, uri: totpUri(secret, person.email) };
  };
}

/** From now on a log-in needs a code. */
export function confirmTotp(parts: Needs) {
  return async (
    { code }: ConfirmTotpRequest,
    context: CallContext,
  ): Promise<ConfirmTotpResponse> => {
    const person = await parts.meetPerson(context);
    const { totp } = person;
    if (totp === null) throw totpNotBegun();
    const kept = { secret: totp.secret, confirmed: true };
    await spend(parts, person, code, kept, "totp.enabled");
    return { person: fromPerson({ ...person, totp: { ...totp, confirmed: true } }) };
  };
}

/** Codes are asked for no more; who has only the session cannot do it. */
export function removeTotp(parts: Needs) {
  return async ({ code }: RemoveTotpRequest, context: CallContext): Promise<RemoveTotpResponse> => {
    const person = await parts.meetPerson(context);
    if (person.totp === null) throw totpNotBegun();
    await spend(parts, person, code, null, "totp.removed");
    return { person: fromPerson({ ...person, totp: null }) };
  };
}

async function spend(
  { now, people, attempts, audit, commit, auditTenantOf }: Needs,
  person: KeptPerson,
  code: string,
  totp: { readonly secret: string; readonly confirmed: boolean } | null,
  action: string,
): Promise<void> {
  const { personId, email } = person;
  const at = now();
  await stopTooManyAttempts(attempts, loginLimits(people.emailHashOf(email), "codes"), at);
  const step = stepOfCode(person.totp?.secret ?? "", toAsciiDigits(code).replace(/\s/gu, ""), at);
  if (step === undefined) throw totpWrong();
  const trail = await auditTenantOf(person.home);
  await commit(async (session) => {
    if (!(await people.spendCode(session, personId, step))) throw totpWrong();
    await people.change(session, person, { totp });
    await audit.append(session, trail, {
      actor: `person:${personId}`,
      action,
      subject: `person:${personId}`,
      before: { totp: person.totp?.confirmed === true },
      after: { totp: totp !== null },
    });
  });
}

function totpNotBegun(): DomainError {
  return new DomainError("precondition", "TOTP_NOT_BEGUN", "There is no secret for codes yet.", {
    remedy: "Begin with POST /v1/me/totp.",
  });
}
