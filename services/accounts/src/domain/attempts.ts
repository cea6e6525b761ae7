/** How often something may be tried in a span of time, under one name. */
export type AttemptLimit = {
  /** What is counted, e.g. "login:<keyed hash>"; never personal data. */
  readonly name: string;
  readonly most: number;
  readonly windowMs: number;
};

const quarterHour = 900_000;
const hour = 3_600_000;

/**
 * Limits of a log-in. An address that guesses one person's password is stopped early; many addresses
 * together later, so that a stranger cannot shut somebody out with a few requests (NIST SP 800-63B ·
 * 5.2.2 allows at most 100 in a row). Known and unknown e-mail addresses are counted alike.
 */
export function loginLimits(emailHash: string, remoteAddress: string): readonly AttemptLimit[] {
  return [
    { name: `login:${emailHash}:${remoteAddress}`, most: 10, windowMs: quarterHour },
    { name: `login:${emailHash}`, most: 50, windowMs: quarterHour },
    { name: `login-from:${remoteAddress}`, most: 300, windowMs: quarterHour },
  ];
}

/**
 * Counts refused log-ins under an e-mail address until somebody comes in with it, known or not: no
 * limit, the audit trail tells the number. A stranger's attempts make no entries of their own there.
 */
export function refusedLogIns(emailHash: string): AttemptLimit {
  return { name: `refused:${emailHash}`, most: Number.MAX_SAFE_INTEGER, windowMs: 90 * 24 * hour };
}

/** Limits of asking for a password reset: each makes a message that somebody pays for. */
export function resetLimits(emailHash: string, remoteAddress: string): readonly AttemptLimit[] {
  return [
    { name: `reset:${emailHash}`, most: 5, windowMs: hour },
    { name: `reset-from:${remoteAddress}`, most: 60, windowMs: hour },
  ];
}

/** Limits of sending codes to a mobile: of one person, and to one number, whoever asks. */
export function mobileLimits(personId: string, numberHash: string): readonly AttemptLimit[] {
  return [
    { name: `mobile:${personId}`, most: 5, windowMs: hour },
    { name: `mobile-to:${numberHash}`, most: 5, windowMs: hour },
  ];
}

/** Limits of trying tokens of resets and invitations, and of signing up: each costs a slow hash. */
export function doorLimits(
  door: "token" | "sign-up",
  remoteAddress: string,
): readonly AttemptLimit[] {
  return [{ name: `${door}-from:${remoteAddress}`, most: 300, windowMs: hour }];
}

/** The window of a limit at an instant: its name in the store, and when it ends. */
export function windowOf(
  { name, windowMs }: AttemptLimit,
  at: Date,
): { readonly id: string; readonly endsAt: Date } {
  const number = Math.floor(at.getTime() / windowMs);
  return { id: `${name}@${number}`, endsAt: new Date((number + 1) * windowMs) };
}
