/** A log-in that lasts. Its token is kept as a keyed hash only. */
export type Session = {
  readonly sessionId: string;
  readonly personId: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly endedAt: Date | null;
  /** From where it was opened; "" when unknown. */
  readonly remoteAddress: string;
};

/** OWASP ASVS 4.0 · 3.3.2: a session ends after 12 h without use and, used or not, after 30 days; we ask for 7. */
const idleMs = 12 * 3_600_000;
export const sessionLifeMs = 7 * 24 * 3_600_000;

/** Whether the session still opens at this instant. */
export function isOpen(session: Session, at: Date): boolean {
  return (
    session.endedAt === null &&
    at.getTime() < session.lastUsedAt.getTime() + idleMs &&
    at.getTime() < session.createdAt.getTime() + sessionLifeMs
  );
}

/** "Last used" is written at most this often: it orders lists and measures hours of rest, not seconds. */
const useIsOldAfterMs = 60_000;

export function isUseWorthWriting(session: Session, at: Date): boolean {
  return at.getTime() - session.lastUsedAt.getTime() >= useIsOldAfterMs;
}
