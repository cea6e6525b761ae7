import { sends, type BindPlan } from "../domain/bind-plan.js";
import type { LinkState } from "../store/leases.js";
import type { LaneGate } from "./lane-gate.js";

/** How a bind that we hold stands. */
export type BindState = {
  up: boolean;
  /** Up, and the operator has taken a message of it since it turned one away: only such a bind carries a route. */
  works: boolean;
  since: Date | undefined;
  /** Of its link, while that carries work. */
  gate: LaneGate | undefined;
  /** Binds that failed one after the other. */
  failures: number;
  submitted: number;
  throttled: number;
  lastError: string;
};

export const newBindState = (): BindState => ({
  up: false,
  works: false,
  since: undefined,
  gate: undefined,
  failures: 0,
  submitted: 0,
  throttled: 0,
  lastError: "",
});

/** What all dispatchers are told of it. */
export const linkOf = (state: BindState, bind: BindPlan): LinkState => ({
  up: state.works,
  linked: state.up && sends(bind),
  sight: {
    bound: state.up,
    since: state.up ? (state.since ?? null) : null,
    inFlight: state.gate?.inFlight() ?? 0,
    rate: state.gate?.currentRate() ?? 0,
    submitted: state.submitted,
    throttled: state.throttled,
    lastError: state.lastError,
  },
});
