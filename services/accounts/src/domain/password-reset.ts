/** Leave to choose a new password, once. */
export type PasswordReset = {
  readonly resetId: string;
  readonly personId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

/** Handed from person to person, so a working day (ours; OWASP Forgot Password asks for a short life). */
export const handedOverLifeMs = 24 * 3_600_000;
