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
  newId: idSource(),
};

const ID_BYTES = 12;
/** Asking the kernel costs the same for one id as for this many, and there is an id in every message. */
const IDS_AT_ONCE = 256;

function idSource(): () => string {
  let drawn = Buffer.alloc(0);
  let used = 0;
  return () => {
    if (used === drawn.length) {
      drawn = randomBytes(ID_BYTES * IDS_AT_ONCE);
      used = 0;
    }
    used += ID_BYTES;
    return drawn.toString("hex", used - ID_BYTES, used);
  };
}
