import type { Random } from "./random.js";
import type { Behaviour } from "./temperament.js";

/** What a submit gets for an answer. */
export type Answering =
  | { readonly kind: "after"; readonly ms: number; readonly times: 1 | 2 }
  | { readonly kind: "drop" }
  | { readonly kind: "cut" }
  | { readonly kind: "garbage" }
  | { readonly kind: "silence" };

/** What will become of one accepted submit. */
export type Fate = {
  readonly answer: Answering;
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
    /** Another one says before that it is tried again. */
    readonly enroute: boolean;
    /** Another one says the opposite afterwards. */
    readonly contradicted: boolean;
  };
};

/** What of a submit its fate depends on. */
export type Asked = {
  readonly registeredDelivery: number;
  /** Of a long message, and not its last. */
  readonly earlierPart: boolean;
};

/** Bits 1..0 of registered_delivery (SMPP 3.4 §5.2.17): 1 asks for every outcome, 2 for failures. */
const wants = (registeredDelivery: number, state: Fate["state"]): boolean => {
  const asked = registeredDelivery & 0b11;
  return asked === 1 || (asked === 2 && state === "UNDELIV");
};

/** One die for all that may stand in an answer's place: at most one of it happens. */
const chooseAnswer = (behaviour: Behaviour, trouble: number, twice: boolean): Answering => {
  let below = 0;
  for (const [kind, share] of [
    ["drop", behaviour.dropConnections],
    ["cut", behaviour.resetsMidPdu],
    ["garbage", behaviour.garbage],
    ["silence", behaviour.neverAnswers],
  ] as const) {
    below += share;
    if (trouble < below) return { kind };
  }
  return { kind: "after", ms: behaviour.answerDelayMs, times: twice ? 2 : 1 };
};

/** Casts the dice for one submit. Draws the same count of numbers each time, so runs stay comparable. */
export const decideFate = (behaviour: Behaviour, asked: Asked, random: Random): Fate => {
  const undeliverable = random() < behaviour.undeliverable;
  const silence = random();
  const early = random() < behaviour.earlyReceipts;
  const late = random() < behaviour.lateReceipts;
  const twice = random() < behaviour.duplicateReceipts;
  const trouble = random();
  const answeredTwice = random() < behaviour.answersTwice;
  // No die is cast where none is asked for, so that runs stay comparable with those of before.
  const enroute = behaviour.enroute > 0 && random() < behaviour.enroute;
  const contradicted = behaviour.contradicts > 0 && random() < behaviour.contradicts;

  const dropped = silence < behaviour.silentDrops;
  const unspoken =
    silence < behaviour.silentDrops + behaviour.loseReceipts ||
    (behaviour.lastPartReceipts && asked.earlierPart);
  const state = undeliverable || dropped ? "UNDELIV" : "DELIVRD";
  const wanted = wants(asked.registeredDelivery, state);
  const answer = chooseAnswer(behaviour, trouble, answeredTwice);
  const fate: Fate = {
    lost: unspoken && wanted,
    answer,
    state,
    errorCode: state === "UNDELIV" ? "001" : "000",
  };
  if (unspoken || !wanted) return fate;
  return {
    ...fate,
    receipt: {
      when: early && !late && answer.kind === "after" ? "before_answer" : "after_answer",
      afterMs: behaviour.receiptDelayMs + (late ? behaviour.lateByMs : 0),
      copies: twice ? 2 : 1,
      enroute,
      contradicted,
    },
  };
};
