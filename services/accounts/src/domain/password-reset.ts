/** Leave to choose a new password, once. */
export type PasswordReset = {
  readonly resetId: string;
  readonly personId: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** Spending it also ends the codes of an authenticator, which is lost. */
  readonly forgetsTotp: boolean;
};

/** Handed from person to person, so a working day (ours; OWASP Forgot Password asks for a short life). */
export const handedOverLifeMs = 24 * 3_600_000;
