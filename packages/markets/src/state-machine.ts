import type { MarketPack } from "./schema/pack.js";

export type StateMachine = MarketPack["stateMachines"][number];
export type Transition = StateMachine["transitions"][number];

/** A process of the market by name, such as `irServiceNumber`. */
export function stateMachine(pack: MarketPack, name: string): StateMachine | undefined {
  return pack.stateMachines.find((machine) => machine.name === name);
}

/** The step that an event makes from a state (`to`, `actor`, `basis`); undefined = not allowed. */
export function next(machine: StateMachine, state: string, event: string): Transition | undefined {
  return machine.transitions.find((step) => step.from === state && step.event === event);
}
