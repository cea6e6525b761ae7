import type { Home, Language } from "./person.js";

/** A place that somebody holds for somebody: who has the token takes it. */
export type Invitation = {
  readonly invitationId: string;
  readonly home: Home;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly language: Language;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
};

/** A week: long enough for a holiday, short enough for a mail that lies about (ours, no source prints it). */
export const invitationLifeMs = 7 * 24 * 3_600_000;
