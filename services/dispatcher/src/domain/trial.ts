/** Whose part an answer was about: a fault of one line's texts or name says nothing of the account. */
export const senderOf = ({ tenantId, lineId }: Sending): string => `${tenantId} ${lineId}`;

type Sending = { readonly tenantId: string; readonly lineId: string };

/** What an answer says of link and account. `judged`: the message was looked at; `fault`: a passing one. */
export type Meaning = "accepted" | "judged" | "fault" | "rebind" | "stop_bind";

type Taken = { readonly sender: string; readonly at: number };

/** How the operator takes what goes over one link. */
export type Standing = {
  /** The operator turned the link before away, and has taken nothing since. */
  readonly isOnTrial: boolean;
  /** Passing faults since a part was accepted, and whose parts met them. */
  readonly faults: number;
  readonly faulted: ReadonlySet<string>;
  /** Whose part was accepted last, and whose before that of somebody else. */
  readonly taken: Taken | undefined;
  readonly takenBefore: Taken | undefined;
};

/**
 * `passed`: the trial is over, the account works. `ask-another`: the fault may be the sender's; a part of somebody else
 * shows it. The link ends with `renew` (a new one may cure it), `refused` and `faulty`.
 */
export type Verdict = "go-on" | "passed" | "ask-another" | "renew" | "refused" | "faulty";

/** Whoever else was taken so lately vouches for the account when all faults are one sender's. */
const VOUCHES_FOR_MS = 60_000;

const nobody: ReadonlySet<string> = new Set();

export const openStanding = (isOnTrial: boolean): Standing => ({
  isOnTrial,
  faults: 0,
  faulted: nobody,
  taken: undefined,
  takenBefore: undefined,
});

/** Whether a part of this sender may show that the account works: it met no fault on this trial. */
export const mayTry = ({ isOnTrial, faulted }: Standing, sender: string): boolean =>
  !isOnTrial || !faulted.has(sender);

/**
 * What an answer means for the link. Faults speak against the account when parts of two senders met them, or when nobody
 * but the one who met them was taken lately. Pure.
 *
 * @param at milliseconds of a clock that nobody sets.
 * @param most passing faults without an accepted part between them, from which on they are judged.
 */
export const hear = (
  before: Standing,
  heard: { readonly meaning: Meaning; readonly sender: string; readonly at: number },
  most: number,
): { readonly standing: Standing; readonly verdict: Verdict } => {
  const turnedAway = { ...before, isOnTrial: true };
  switch (heard.meaning) {
    case "stop_bind":
      return { standing: turnedAway, verdict: "refused" };
    case "rebind":
      // Turned away twice in a row is no accident, whatever the status.
      return { standing: turnedAway, verdict: before.isOnTrial ? "refused" : "renew" };
    case "accepted":
    case "judged": {
      const taken = heard.meaning === "accepted" ? take(before, heard) : before;
      if (!before.isOnTrial) return { standing: taken, verdict: "go-on" };
      const passed = { ...taken, isOnTrial: false, faults: 0, faulted: nobody };
      return { standing: passed, verdict: "passed" };
    }
    case "fault": {
      const standing = fault(before, heard.sender);
      if (before.isOnTrial)
        return { standing, verdict: standing.faulted.size > 1 ? "faulty" : "ask-another" };
      const isFaulty = standing.faults >= most && !isVouchedFor(standing, heard);
      return isFaulty
        ? { standing: { ...standing, isOnTrial: true }, verdict: "faulty" }
        : { standing, verdict: "go-on" };
    }
  }
};

const take = (before: Standing, { sender, at }: Taken): Standing => ({
  ...before,
  faults: 0,
  faulted: nobody,
  taken: { sender, at },
  takenBefore: before.taken?.sender === sender ? before.takenBefore : before.taken,
});

const fault = (before: Standing, sender: string): Standing => ({
  ...before,
  faults: before.faults + 1,
  faulted: before.faulted.has(sender) ? before.faulted : new Set([...before.faulted, sender]),
});

/** Only one sender met the faults, and a part of another was accepted lately. */
const isVouchedFor = (
  { faulted, taken, takenBefore }: Standing,
  { sender, at }: { readonly sender: string; readonly at: number },
): boolean => {
  const other = taken?.sender === sender ? takenBefore : taken;
  return faulted.size === 1 && other !== undefined && at - other.at <= VOUCHES_FOR_MS;
};
