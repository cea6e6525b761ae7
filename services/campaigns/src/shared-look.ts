import type { Bell } from "@whiteline/service-kit";

/** Takes a look that others of the same name may have taken a moment ago. */
export type SharedLook = <Found>(
  name: string,
  look: () => Promise<readonly Found[]>,
) => Promise<readonly Found[]>;

type Last = { readonly rings: number; readonly found: Promise<readonly unknown[]>; until: number };

/** So long nothing stays nothing; loops that rest together wake within it. */
const HELD_MS = 100;

/**
 * Loops of one process that rest look for the same at the same time: when one of them finds nothing, the others need not
 * look. What was found is told to nobody else, and a ring of the bell makes everybody look.
 *
 * @param monotonic milliseconds of a clock that nobody sets.
 */
export const sharedLook = (bell: Pick<Bell, "rings">, monotonic: () => number): SharedLook => {
  const known = new Map<string, Last>();
  return async (name, look) => {
    const last = known.get(name);
    if (last?.rings === bell.rings && monotonic() < last.until) {
      const found = await last.found.catch(() => undefined);
      if (found?.length === 0) return [];
    }
    const found = look();
    const own: Last = { rings: bell.rings, found, until: Infinity };
    known.set(name, own);
    try {
      return await found;
    } finally {
      own.until = monotonic() + HELD_MS;
    }
  };
};
