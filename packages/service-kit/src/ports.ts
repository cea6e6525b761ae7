import { randomBytes } from "node:crypto";

/** What a service takes from outside its own reasoning: the instant, and names for new things. */
export type Ports = {
  readonly now: () => Date;
  /** A fresh, unguessable id: 24 lower-case hexadecimal characters (96 random bits). */
  readonly newId: () => string;
};

/** The machine's clock and the kernel's randomness; `main.ts` hands them to `start`. */
export const systemPorts: Ports = {
  now: () => new Date(),
  newId: () => randomBytes(12).toString("hex"),
};
