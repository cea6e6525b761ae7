import type { ClientSession } from "mongoose";

/**
 * How everything that one snapshot session reads is read as of one instant. The read concern is named each time: the
 * driver leaves that of the connection ("majority") in force otherwise, and each read would see an instant of its own.
 * With a session that is none each read does: whoever reads so sees to it that nothing moves meanwhile.
 */
export const atOneInstant = (session: ClientSession) => ({
  session,
  readConcern: { level: session.snapshotEnabled ? ("snapshot" as const) : ("majority" as const) },
});
