import type { TellTrail, TrailDeed } from "@whiteline/events";
import { inTransaction } from "@whiteline/service-kit";

type Session = Parameters<TellTrail>[0];

/** Changes something and tells it for the audit trail, as one write; without a deed nothing was changed. */
export type WithDeed = <Done>(
  work: (session: Session) => Promise<{
    readonly done: Done;
    readonly deed?: TrailDeed | undefined;
    /** The same, as another company's trail tells it. */
    readonly beside?: TrailDeed | undefined;
    /** That something which waited is replaced by it. */
    readonly recalled?: TrailDeed | undefined;
  }>,
) => Promise<Done>;

export const withDeed =
  (connection: Parameters<typeof inTransaction>[0], tellTrail: TellTrail): WithDeed =>
  (work) =>
    inTransaction(connection, async (session) => {
      const { done, deed, beside, recalled } = await work(session);
      if (deed !== undefined) await tellTrail(session, deed);
      if (beside !== undefined) await tellTrail(session, beside);
      if (recalled !== undefined) await tellTrail(session, recalled);
      return done;
    });
