import { resetText, sentResetLifeMs } from "../domain/door-message.js";
import type { Parts } from "../parts.js";

type Needs = Pick<
  Parts,
  | "now"
  | "newId"
  | "newSecret"
  | "hasher"
  | "people"
  | "resets"
  | "messageTo"
  | "audit"
  | "commit"
  | "auditTenantOf"
>;

/** A request older than this is no longer answered by itself. */
const freshMs = 3_600_000;

/**
 * Sends a way to a new password to everybody who asked and has a verified mobile. It is done after the
 * answer, so that the answer and its time are the same for every address (docs/decisions/0009).
 */
export function owedResets(parts: Needs) {
  const { now, newId, newSecret, hasher, people, resets, messageTo, audit, commit } = parts;
  return async (signal: AbortSignal): Promise<void> => {
    const at = now();
    for (const person of await people.owedResets(new Date(at.getTime() - freshMs))) {
      if (signal.aborted) return;
      const { personId, home, mobile: to } = person;
      const writing = await messageTo(home.providerId);
      if (writing === undefined) continue;
      const token = `wlr_${newSecret()}`;
      const expiresAt = new Date(at.getTime() + sentResetLifeMs);
      const trail = await parts.auditTenantOf(home);
      await commit(async (session) => {
        if (!(await people.takeOwedReset(session, personId))) return;
        const about = { personId, issuedAt: at, expiresAt };
        // A stolen SIM must not be enough where codes are asked for.
        const reset = { ...about, resetId: newId(), forgetsTotp: false };
        await resets.replace(session, reset, hasher.hash(token));
        const text = resetText(writing.texts, token);
        await writing.owe(session, { kind: "password_reset", to, text, expiresAt });
        await audit.append(session, trail, {
          actor: "visitor",
          action: "password_reset.sent",
          subject: `person:${personId}`,
          after: { mobile: hasher.mark(to), expiresAt: expiresAt.toISOString() },
        });
      });
    }
  };
}
