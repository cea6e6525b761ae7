import type { Random } from "./random.js";
import type { Behaviour } from "./temperament.js";

/** What will become of one accepted submit. */
export type Fate = {
  readonly answer: { readonly kind: "after"; readonly ms: number } | { readonly kind: "never" };
  /** True outcome at the handset, whether a receipt tells it or not. */
  readonly state: "DELIVRD" | "UNDELIV";
  readonly errorCode: string;
  /** A receipt was asked for and will not be sent. */
  readonly lost: boolean;
  /** Absent when none was asked for, or it is lost. */
  readonly receipt?: {
    readonly when: "before_answer" | "after_answer";
    /** After the answer, or where there is none, after the submit. */
    readonly afterMs: number;
    readonly copies: 1 | 2;
  };
};

/** Bits 1..0 of registered_delivery (SMPP 3.4 §5.2.17): 1 asks for every outcome, 2 for failures. */
const wants = (registeredDelivery: number, state: Fate["state"]): boolean => {
  const asked = registeredDelivery & 0b11;
  return asked === 1 || (asked === 2 && state === "UNDELIV");
};

/** Casts the dice for one submit. Draws the same count of numbers each time, so runs stay comparable. */
export const decideFate = (
  behaviour: Behaviour,
  registeredDelivery: number,
  random: Random,
): Fate => {
  const undeliverable = random() < behaviour.undeliverable;
  const lost = random() < behaviour.loseReceipts;
  const early = random() < behaviour.earlyReceipts;
  const late = random() < behaviour.lateReceipts;
  const twice = random() < behaviour.duplicateReceipts;
  const dropped = random() < behaviour.dropConnections;

  const state = undeliverable ? "UNDELIV" : "DELIVRD";
  const wanted = wants(registeredDelivery, state);
  const fate: Fate = {
    lost: lost && wanted,
    answer: dropped ? { kind: "never" } : { kind: "after", ms: behaviour.answerDelayMs },
    state,
    errorCode: undeliverable ? "001" : "000",
  };
  if (lost || !wanted) return fate;
  return {
    ...fate,
    receipt: {
      when: early && !late && !dropped ? "before_answer" : "after_answer",
      afterMs: behaviour.receiptDelayMs + (late ? behaviour.lateByMs : 0),
      copies: twice ? 2 : 1,
    },
  };
};
