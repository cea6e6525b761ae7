import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { BindRefused, connectLink, statusClass, statusName, type Link } from "@whiteline/smpp";
import type { Logger } from "@whiteline/service-kit";
import type { Account } from "../config.js";
import type { Crew } from "../crew.js";
import type { BindPlan } from "../domain/bind-plan.js";
import { maySend, renewInMs, type Lease } from "../domain/lease.js";
import type { LeaseStore } from "../store/leases.js";
import type { Counted } from "../metrics.js";
import { laneGate, type LaneGate } from "./lane-gate.js";
import type { Receiver } from "./receive.js";
import { submitOver } from "./submit-parts.js";
import type { SubmitParts } from "../carrying.js";

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
};

/** What operations see of a bind. */
export type BindState = {
  up: boolean;
  /** Up, and the operator has taken a message of it since it turned one away: only such a bind carries a route. */
  works: boolean;
  since: Date | undefined;
  holder: string;
  epoch: number;
  inFlight: number;
  submitted: number;
  throttled: number;
  lastError: string;
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
  /** Carries work while the road is open, if the bind sends; ends soon after the signal. */
  readonly travel: (road: OpenRoad, signal: AbortSignal) => Promise<void>;
  readonly onUp: () => Promise<void>;
  readonly onDown: (why: string) => Promise<void>;
};

/** How often a bind held by another is asked for. */
const ASK_MS = 500;
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
    const lease = await takeLease(it);
    if (lease === undefined) {
      await rest(ASK_MS, signal);
      continue;
    }
    it.state.holder = it.holder;
    it.state.epoch = lease.epoch;
    it.log.info({ bind: bindId, epoch: lease.epoch }, "lease_taken");
    await holdLease(it, lease, signal);
    it.crew.drop(bindId);
  }
};

/** Undefined while another holds the bind, or should. */
const takeLease = async ({
  crew,
  bind,
  leases,
  holder,
}: Dependencies): Promise<Lease | undefined> => {
  if (!crew.claim(bind.bindId)) return undefined;
  const lease = await leases.acquire(bind.bindId, holder).catch((error: unknown) => {
    crew.drop(bind.bindId);
    throw error;
  });
  if (lease === undefined) crew.drop(bind.bindId);
  return lease;
};

/** As a question, because the answer changes while we wait. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined);

/** Keeps links up while the lease lives; returns when it was lost or the service stops. */
const holdLease = async (it: Dependencies, first: Lease, signal: AbortSignal): Promise<void> => {
  let lease = first;
  const lost = new AbortController();
  /** Another dispatcher has joined and should have it. */
  const yielded = new AbortController();
  const ended = AbortSignal.any([signal, lost.signal, yielded.signal]);
  const renewing = (async () => {
    while (!ended.aborted) {
      await rest(renewInMs(lease, it.monotonic()), ended);
      if (isOver(ended)) return;
      const renewed = await it.leases.renew(lease, it.holder, it.state.works).catch(() => lease);
      if (renewed === undefined || !maySend(renewed, it.monotonic())) {
        it.log.warn({ bind: lease.bindId, epoch: lease.epoch }, "lease_lost");
        lost.abort();
        return;
      }
      lease = renewed;
      if (it.crew.mustYield(lease.bindId)) {
        it.log.info({ bind: lease.bindId, epoch: lease.epoch }, "bind_yielded");
        yielded.abort();
        return;
      }
      await rest(100, ended);
    }
  })();
  let failures = 0;
  const trial = { isOn: false };
  while (!ended.aborted) {
    const outcome = await holdLink(it, () => lease, trial, ended);
    failures = outcome === "was-up" ? 0 : failures + 1;
    // A refused account is not hammered: somebody has to act.
    const delay =
      outcome === "refused"
        ? it.account.restAfterRefusalMs
        : (RECONNECT_MS[Math.min(failures, RECONNECT_MS.length - 1)] ?? 5_000);
    if (!isOver(ended)) await rest(delay, ended);
  }
  await renewing;
  if (!isOver(lost.signal)) await it.leases.release(lease, it.holder).catch(() => undefined);
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
): Promise<"was-up" | "not-up" | "refused"> => {
  const { account, bind, state } = it;
  const closed = new AbortController();
  let link: Link;
  try {
    link = await connectLink({
      host: account.host,
      port: account.port,
      systemId: account.systemId,
      password: account.password,
      systemType: account.systemType,
      bindType: bind.type,
      window: account.window,
      responseTimeoutMs: account.responseTimeoutMs,
      enquireIntervalMs: account.enquireIntervalMs,
      connectTimeoutMs: account.connectTimeoutMs,
      ...(account.tls === undefined ? {} : { tls: tlsOf(account.tls) }),
      now: it.monotonic,
      onDeliver: (deliver, answer) => it.receiver.accept(deliver, answer),
      onClose: (close) => {
        state.lastError = close.why;
        closed.abort();
      },
    });
  } catch (error) {
    const accountRefused =
      error instanceof BindRefused && statusClass(error.status) === "stop_bind";
    state.lastError = error instanceof BindRefused ? statusName(error.status) : "not connected";
    it.log.warn(
      { bind: bind.bindId, err: error, alarm: accountRefused ? "account_refused" : undefined },
      "bind_failed",
    );
    return accountRefused ? "refused" : "not-up";
  }
  state.up = true;
  state.since = it.now();
  it.counted.bindUp.set({ bind: bind.bindId }, 1);
  const tellWorks = (works: boolean): Promise<void> => {
    state.works = works;
    return it.leases.tellUp(lease(), it.holder, works).catch((error: unknown) => {
      it.log.warn({ bind: bind.bindId, err: error }, "bind_state_not_told");
    });
  };
  await tellWorks(!trial.isOn);
  await it.onUp().catch(() => undefined);
  const gate = laneGate({
    size: trial.isOn ? 1 : account.window,
    rate: bind.rate,
    monotonic: it.monotonic,
  });
  it.gates.add(gate);
  const turnedAway = new AbortController();
  /** A link that was turned away twice in a row is no accident, whatever the status. */
  const refusal = { seen: false };
  const over = AbortSignal.any([ended, closed.signal, turnedAway.signal]);
  setMaxListeners(LISTENERS, over);
  const submit = submitOver({
    account,
    link,
    gate,
    onTurnedAway: (meaning, status) => {
      if (isOver(turnedAway.signal)) return;
      state.lastError = statusName(status);
      refusal.seen = trial.isOn || meaning === "stop_bind";
      trial.isOn = true;
      const alarm = refusal.seen ? { alarm: "account_refused" } : {};
      it.log.warn(
        { bind: bind.bindId, status: statusName(status), ...alarm },
        refusal.seen ? "bind_stopped" : "bind_renewed",
      );
      turnedAway.abort();
    },
    onThrottled: () => {
      for (const one of it.gates) one.throttled();
    },
    onHeard: () => {
      // An answer of before it was turned away says nothing of now.
      if (!trial.isOn || isOver(turnedAway.signal)) return;
      trial.isOn = false;
      gate.widen(account.window);
      void tellWorks(true);
    },
    count: (outcome) => {
      it.counted.submits.inc({ bind: bind.bindId, outcome });
      if (outcome === "accepted") state.submitted += 1;
      if (outcome === "throttled") state.throttled += 1;
      state.inFlight = gate.inFlight();
    },
  });
  const backPressure = setInterval(() => {
    if (it.receiver.isBehind()) link.pauseReading();
    else link.resumeReading();
  }, 50);
  await it.travel(
    {
      bindId: bind.bindId,
      account: account.account,
      epoch: lease().epoch,
      gate,
      submit,
      maySend: () => maySend(lease(), it.monotonic()),
      isOnTrial: () => trial.isOn,
    },
    over,
  );
  clearInterval(backPressure);
  it.gates.delete(gate);
  gate.close();
  if (!isOver(closed.signal)) await link.unbind();
  await tellWorks(false);
  state.up = false;
  state.inFlight = 0;
  it.counted.bindUp.set({ bind: bind.bindId }, 0);
  await it.onDown(state.lastError).catch(() => undefined);
  return refusal.seen ? "refused" : "was-up";
};

const tlsOf = (
  tls: NonNullable<Account["tls"]>,
): { ca?: string; rejectUnauthorized?: boolean } => ({
  ...(tls.ca === undefined ? {} : { ca: tls.ca }),
  ...(tls.rejectUnauthorized === undefined ? {} : { rejectUnauthorized: tls.rejectUnauthorized }),
});
