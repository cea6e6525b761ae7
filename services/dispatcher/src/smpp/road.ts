import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { statusName } from "@whiteline/smpp";
import type { Logger } from "@whiteline/service-kit";
import type { Carriers } from "../account-watch.js";
import type { Account } from "../config.js";
import type { Crew } from "../crew.js";
import type { BindPlan } from "../domain/bind-plan.js";
import { maySend, type Lease } from "../domain/lease.js";
import { joinShares } from "../join-shares.js";
import { keepLease } from "../keep-lease.js";
import { hear, mayTry, openStanding, senderOf, type Meaning } from "../domain/trial.js";
import type { LeaseStore } from "../store/leases.js";
import type { Counted } from "../metrics.js";
import { linkOf, type BindState } from "./bind-state.js";
import { laneGate, type LaneGate } from "./lane-gate.js";
import { openLink } from "./open-link.js";
import type { Receiver } from "./receive.js";
import { submitOver } from "./submit-parts.js";
import type { Chunk, Others, SubmitParts } from "../carrying.js";

/** What consumers of work may use while the bind is up and ours. */
export type OpenRoad = {
  readonly bindId: string;
  readonly account: string;
  readonly epoch: number;
  readonly gate: LaneGate;
  readonly submit: SubmitParts;
  readonly maySend: () => boolean;
  /** The operator turned the last link away and has taken nothing since: one part at a time shows whether it does. */
  readonly isOnTrial: () => boolean;
  /** Not on a trial on which a part of this sender met a fault: somebody else's shows whether it was the account's. */
  readonly mayTry: (sender: string) => boolean;
};

type Dependencies = {
  readonly account: Account;
  readonly bind: BindPlan;
  readonly holder: string;
  readonly crew: Pick<Crew, "claim" | "drop" | "mustYield">;
  readonly leases: LeaseStore;
  readonly receiver: Receiver;
  readonly log: Logger;
  readonly counted: Counted;
  readonly now: () => Date;
  readonly monotonic: () => number;
  readonly state: BindState;
  /** Gates of this account's binds that are open here: the operator throttles the account, not a bind. */
  readonly gates: Set<LaneGate>;
  readonly shares: Pick<Carriers, "look" | "linkedOf" | "rateOf">;
  /** Carries work while the road is open, if the bind sends; ends soon after the signal. */
  readonly travel: (road: OpenRoad, signal: AbortSignal) => Promise<void>;
  readonly onUp: () => Promise<void>;
  readonly onDown: (why: string) => Promise<void>;
};

/** How often a bind held by another is asked for. */
const ASK_MS = 500;
/** Before an account that answered everything with passing faults is tried again, unless its rest is shorter. */
const FAULTY_REST_MS = 5_000;
/** On trial a fault of one sender is the account's when nobody else came for so long: codes come a second after bulk. */
const ANOTHER_WITHIN_MS = 3_000;
const RECONNECT_MS: readonly number[] = [250, 500, 1_000, 2_000, 5_000];
/** Every chunk in hand listens for the end of the link. */
const LISTENERS = 1_000;

/**
 * The road of one bind: take the lease, bind, let work travel, renew, and begin again when the
 * link or the lease is lost. Runs until the signal.
 */
export const keepRoad = async (it: Dependencies, signal: AbortSignal): Promise<void> => {
  const { bindId } = it.bind;
  while (!signal.aborted) {
    const taken = await takeLease(it);
    if (taken === undefined) {
      await rest(ASK_MS, signal);
      continue;
    }
    // Told are those of who holds it.
    Object.assign(it.state, { submitted: 0, throttled: 0 });
    it.log.info({ bind: bindId, epoch: taken.lease.epoch }, "lease_taken");
    await holdLease(it, taken, signal);
    it.crew.drop(bindId);
  }
};

/** Undefined while another holds the bind, or should. */
const takeLease = async ({ crew, bind, leases, holder }: Dependencies) => {
  if (!crew.claim(bind.bindId)) return undefined;
  const taken = await leases.acquire(bind.bindId, holder).catch((error: unknown) => {
    crew.drop(bind.bindId);
    throw error;
  });
  if (taken === undefined) crew.drop(bind.bindId);
  return taken;
};

/** As a question, because the answer changes while we wait. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);

/** Keeps links up while the lease lives; returns when it was lost or the service stops. */
const holdLease = async (
  it: Dependencies,
  taken: { readonly lease: Lease; readonly isOnTrial: boolean },
  signal: AbortSignal,
): Promise<void> => {
  let { lease } = taken;
  const trial = { isOn: taken.isOnTrial };
  const lost = new AbortController();
  /** Another dispatcher has joined and should have it. */
  const yielded = new AbortController();
  const ended = AbortSignal.any([signal, lost.signal, yielded.signal]);
  const renewing = keepLease(
    {
      renew: (held) => renewLease(it, held, trial),
      onRenewed: (renewed) => (lease = renewed),
      mustYield: () => it.crew.mustYield(lease.bindId),
      monotonic: it.monotonic,
      rest: (ms) => rest(ms, ended),
    },
    lease,
    ended,
  ).then((end) => {
    const of = { bind: lease.bindId, epoch: lease.epoch };
    if (end === "lost") {
      it.log.warn(of, "lease_lost");
      lost.abort();
    } else if (end === "yielded") {
      it.log.info(of, "bind_yielded");
      yielded.abort();
    }
  });
  while (!ended.aborted) {
    const outcome = await holdLink(it, () => lease, trial, ended);
    if (!isOver(ended)) await rest(restAfter(outcome, it.state.failures, it.account), ended);
  }
  await renewing;
  if (!isOver(lost.signal)) await it.leases.release(lease, it.holder).catch(() => undefined);
};

/** Renews and says how the link stands; undefined when the lease was lost. */
const renewLease = async (
  it: Dependencies,
  lease: Lease,
  trial: { readonly isOn: boolean },
): Promise<Lease | undefined> => {
  const told = linkOf(it.state, it.bind);
  it.counted.rate.set({ bind: lease.bindId }, told.sight.rate);
  const renewed = await it.leases.renew(lease, it.holder, told).catch(() => lease);
  const link = linkOf(it.state, it.bind);
  // What was told of it meanwhile may have been written before the renewal, which undid it.
  if (renewed !== undefined && (link.up !== told.up || link.linked !== told.linked))
    await it.leases
      .tellLink(renewed, it.holder, { ...link, trial: trial.isOn })
      .catch(() => undefined);
  return renewed;
};

/** How a link ended. */
type LinkEnd = "was-up" | "not-up" | "refused" | "faulty";

/** A refused account is not hammered: somebody has to act. */
const restAfter = (end: LinkEnd, failures: number, { restAfterRefusalMs }: Account): number => {
  if (end === "refused") return restAfterRefusalMs;
  if (end === "faulty") return Math.min(restAfterRefusalMs, FAULTY_REST_MS);
  return RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)] ?? 5_000;
};

/**
 * One link from bind to close; everything it carried has settled when this returns.
 *
 * @param trial whether the operator turned the link before away; it is over when a message has its answer.
 */
const holdLink = async (
  it: Dependencies,
  lease: () => Lease,
  trial: { isOn: boolean },
  ended: AbortSignal,
): Promise<LinkEnd> => {
  const { account, bind, state } = it;
  const closed = new AbortController();
  const link = await openLink(it, closed);
  if (typeof link === "string") return link;
  state.up = true;
  state.since = it.now();
  it.counted.bindUp.set({ bind: bind.bindId }, 1);
  const tellWorks = (works: boolean): Promise<boolean> => {
    state.works = works;
    return it.leases
      .tellLink(lease(), it.holder, { ...linkOf(state, bind), trial: trial.isOn })
      .then(
        () => true,
        (error: unknown) => {
          it.log.warn({ bind: bind.bindId, err: error }, "bind_state_not_told");
          return false;
        },
      );
  };
  const gate = laneGate({
    size: trial.isOn ? 1 : account.window,
    rate: it.shares.rateOf(bind),
    monotonic: it.monotonic,
  });
  state.gate = gate;
  // Receipts come from the bind on, also while nothing may be sent yet.
  const backPressure = setInterval(() => {
    if (it.receiver.isBehind()) link.pauseReading();
    else link.resumeReading();
    // Who shares the account's limit changes.
    gate.limit(it.shares.rateOf(bind));
  }, 50);
  const noLink = AbortSignal.any([ended, closed.signal]);
  await joinShares(
    { bind, account: account.account, shares: it.shares },
    () => tellWorks(!trial.isOn),
    (ms) => rest(ms, noLink),
    noLink,
  );
  await it.onUp().catch(() => undefined);
  gate.limit(it.shares.rateOf(bind));
  it.gates.add(gate);
  const turnedAway = new AbortController();
  const end: { kind: LinkEnd } = { kind: "was-up" };
  let standing = openStanding(trial.isOn);
  let another: NodeJS.Timeout | undefined;
  const turnAway = (kind: LinkEnd, status: number): void => {
    if (isOver(turnedAway.signal)) return;
    state.lastError = statusName(status);
    end.kind = kind;
    trial.isOn = true;
    const alarm = kind === "was-up" ? {} : { alarm: `account_${kind}` };
    it.log.warn(
      { bind: bind.bindId, status: statusName(status), ...alarm },
      kind === "was-up" ? "bind_renewed" : "bind_stopped",
    );
    turnedAway.abort();
  };
  const onHeard = (meaning: Meaning, status: number, chunk: Chunk, { areUp }: Others): void => {
    // An answer of before it was turned away says nothing of now.
    if (isOver(turnedAway.signal)) return;
    const sender = senderOf(chunk);
    const heard = { meaning, sender, at: it.monotonic(), mayGoElsewhere: areUp };
    const judged = hear(standing, heard, account.faultsBeforeTrial);
    standing = judged.standing;
    switch (judged.verdict) {
      case "go-on":
        return;
      case "ask-another":
        another ??= setTimeout(() => turnAway("faulty", status), ANOTHER_WITHIN_MS);
        return;
      case "passed":
        clearTimeout(another);
        trial.isOn = false;
        gate.widen(account.window);
        void tellWorks(true);
        return;
      case "renew":
        turnAway("was-up", status);
        return;
      case "refused":
      case "faulty":
        turnAway(judged.verdict, status);
    }
  };
  const over = AbortSignal.any([ended, closed.signal, turnedAway.signal]);
  setMaxListeners(LISTENERS, over);
  const submit = submitOver({
    account,
    link,
    gate,
    onHeard,
    onThrottled: () => {
      for (const one of it.gates) one.throttled();
    },
    // On trial it is the account that is judged, not a part that another may take.
    isSpared: (meaning, others) =>
      trial.isOn &&
      ((meaning === "fault" && others.carry) || (meaning === "final" && others.areUp)),
    count: (outcome, parts) => {
      it.counted.submits.inc({ bind: bind.bindId, outcome }, parts);
      if (outcome === "accepted") state.submitted += parts;
      if (outcome === "throttled") state.throttled += parts;
    },
  });
  await it.travel(
    {
      bindId: bind.bindId,
      account: account.account,
      epoch: lease().epoch,
      gate,
      submit,
      maySend: () => maySend(lease(), it.monotonic()),
      isOnTrial: () => trial.isOn,
      mayTry: (sender) => mayTry(standing, sender),
    },
    over,
  );
  clearInterval(backPressure);
  clearTimeout(another);
  it.gates.delete(gate);
  gate.close();
  state.gate = undefined;
  if (!isOver(closed.signal)) await link.unbind();
  state.up = false;
  await tellWorks(false);
  it.counted.bindUp.set({ bind: bind.bindId }, 0);
  await it.onDown(state.lastError).catch(() => undefined);
  return end.kind;
};
