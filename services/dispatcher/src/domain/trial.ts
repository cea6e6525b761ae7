/** Whose part an answer was about: a fault of one line's texts or name says nothing of the account. */
export const senderOf = ({ tenantId, lineId }: Sending): string => `${tenantId} ${lineId}`;

type Sending = { readonly tenantId: string; readonly lineId: string };

/**
 * What an answer says of link and account. `judged`: the message was looked at; `final`: and turned away for good;
 * `fault`: a passing one.
 */
export type Meaning = "accepted" | "judged" | "final" | "fault" | "rebind" | "stop_bind";

type Taken = { readonly sender: string; readonly at: number };

/** How the operator takes what goes over one link. */
export type Standing = {
  /** The operator turned the link before away, and has taken nothing since. */
  readonly isOnTrial: boolean;
  /** Passing faults since a part was accepted, and whose parts met them. */
  readonly faults: number;
  readonly faulted: ReadonlySet<string>;
  /** Parts turned away for good, by sender: what was accepted since is taken off. */
  readonly finals: ReadonlyMap<string, number>;
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

/** So many of a sender's final refusals does an accepted part of somebody else excuse: a share of them, not a run, is judged. */
const EXCUSES = 10;
/** Of the final refusals that are judged, so many must be of others than the sender who met most of them. */
const OTHERS_SHARE = 0.2;

const nobody: ReadonlySet<string> = new Set();
const none: ReadonlyMap<string, number> = new Map();

export const openStanding = (isOnTrial: boolean): Standing => ({
  isOnTrial,
  faults: 0,
  faulted: nobody,
  finals: none,
  taken: undefined,
  takenBefore: undefined,
});

/** Whether a part of this sender may show that the account works: it met no fault on this trial. */
export const mayTry = ({ isOnTrial, faulted }: Standing, sender: string): boolean =>
  !isOnTrial || !faulted.has(sender);

type Heard = {
  readonly meaning: Meaning;
  readonly sender: string;
  /** Milliseconds of a clock that nobody sets. */
  readonly at: number;
  /** Whether another account could take what this one turns away for good; without one, it is the operator's word. */
  readonly mayGoElsewhere: boolean;
};

/**
 * What an answer means for the link. Faults speak against the account when parts of two senders met them, or when nobody
 * but the one who met them was taken lately; final refusals only when several senders met them, and hardly a part is
 * accepted between them. Pure.
 *
 * @param most passing faults without an accepted part between them, or final refusals, from which on they are judged.
 */
export const hear = (
  before: Standing,
  heard: Heard,
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
      const passed = { ...taken, isOnTrial: false, faults: 0, faulted: nobody, finals: none };
      return { standing: passed, verdict: "passed" };
    }
    case "final": {
      // The operator looked at it, and nobody else would: that is what a trial asks.
      if (!heard.mayGoElsewhere) return hear(before, { ...heard, meaning: "judged" }, most);
      if (before.isOnTrial) return hear(before, { ...heard, meaning: "fault" }, most);
      const standing = { ...before, finals: refuse(before.finals, heard.sender) };
      return refusesAll(standing.finals, most)
        ? { standing: { ...standing, isOnTrial: true }, verdict: "faulty" }
        : { standing, verdict: "go-on" };
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
  finals: excuse(before.finals, sender),
  taken: { sender, at },
  takenBefore: before.taken?.sender === sender ? before.takenBefore : before.taken,
});

const fault = (before: Standing, sender: string): Standing => ({
  ...before,
  faults: before.faults + 1,
  faulted: before.faulted.has(sender) ? before.faulted : new Set([...before.faulted, sender]),
});

const refuse = (finals: ReadonlyMap<string, number>, sender: string): ReadonlyMap<string, number> =>
  new Map(finals).set(sender, (finals.get(sender) ?? 0) + 1);

/** Whose part is accepted was refused for its texts or numbers; it speaks for the account, too. */
const excuse = (
  finals: ReadonlyMap<string, number>,
  accepted: string,
): ReadonlyMap<string, number> =>
  finals.size === 0
    ? finals
    : new Map(
        [...finals]
          .filter(([sender]) => sender !== accepted)
          .map(([sender, count]) => [sender, count - EXCUSES] as const)
          .filter(([, count]) => count > 0),
      );

/** Enough of them, and not only of whoever met most. */
const refusesAll = (finals: ReadonlyMap<string, number>, most: number): boolean => {
  const counts = [...finals.values()];
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all >= most && all - Math.max(...counts) >= most * OTHERS_SHARE;
};

/** Only one sender met the faults, and a part of another was accepted lately. */
const isVouchedFor = (
  { faulted, taken, takenBefore }: Standing,
  { sender, at }: { readonly sender: string; readonly at: number },
): boolean => {
  const other = taken?.sender === sender ? takenBefore : taken;
  return faulted.size === 1 && other !== undefined && at - other.at <= VOUCHES_FOR_MS;
};
