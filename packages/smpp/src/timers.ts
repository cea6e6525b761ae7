/** Limits of a session's silence, in milliseconds. */
export type TimerLimits = {
  /** From the TCP connection to an accepted bind. */
  readonly bindWithinMs: number;
  /** Silence after which the peer is asked whether it still lives. */
  readonly enquireIntervalMs: number;
};

/** State of a session's timers; made by `startTimers`, changed only by the functions here. */
export type Timers = {
  readonly limits: TimerLimits;
  readonly bound: boolean;
  /** When the wait that runs now began: the connection, the last PDU, or our last question. */
  readonly since: number;
  /** enquire_link sent and nothing heard after it. */
  readonly unanswered: number;
};

export type TimerVerdict =
  | { readonly do: "nothing"; readonly timers: Timers }
  | { readonly do: "enquire-link"; readonly timers: Timers }
  | {
      readonly do: "close";
      readonly why: "bind_timeout" | "silent";
      readonly timers: Timers;
    };

/** Questions that may stay unanswered before the peer counts as dead (delivery.md §1: two misses). */
const MISSES = 2;

/** The timers of a connection opened at `now`. */
export const startTimers = (limits: TimerLimits, now: number): Timers => ({
  limits,
  bound: false,
  since: now,
  unanswered: 0,
});

/** The bind was accepted. Questions start only here: before it a peer may answer nothing. */
export const bindTimers = (timers: Timers, now: number): Timers => ({
  ...timers,
  bound: true,
  since: now,
  unanswered: 0,
});

/** A whole PDU arrived, which proves life as well as an answer. Half a PDU proves nothing. */
export const hearPeer = (timers: Timers, now: number): Timers =>
  timers.bound ? { limits: timers.limits, bound: true, since: now, unanswered: 0 } : timers;

/**
 * What to do at instant `now` (monotonic milliseconds). However late a tick comes, it counts one
 * miss at most: a process that was stopped for a while hears its peer out before it gives up.
 */
export const tick = (timers: Timers, now: number): TimerVerdict => {
  const waited = now - timers.since;
  if (!timers.bound) {
    return waited >= timers.limits.bindWithinMs
      ? { do: "close", why: "bind_timeout", timers }
      : { do: "nothing", timers };
  }
  if (waited < timers.limits.enquireIntervalMs) return { do: "nothing", timers };
  if (timers.unanswered >= MISSES) return { do: "close", why: "silent", timers };
  return {
    do: "enquire-link",
    timers: { ...timers, since: now, unanswered: timers.unanswered + 1 },
  };
};
