export type ManualClock = {
  /** The instant the test holds; a fresh Date at every call. */
  now(): Date;
  /** Moves time forward and runs what became due on the way, in order of its instant. */
  advance(milliseconds: number): void;
  /** Jumps to an instant, which may lie in the past; runs what became due. */
  set(instant: Date | string): void;
  /** Runs `action` once when `milliseconds` have passed on this clock; returns a function that cancels it. */
  after(milliseconds: number, action: () => void): () => void;
};

/** A clock that stands still until the test moves it. */
export function manualClock(start: Date | string): ManualClock {
  let time = instantOf(start);
  let order = 0;
  const alarms = new Map<number, { readonly due: number; readonly action: () => void }>();

  const moveTo = (target: number): void => {
    for (;;) {
      const [id, alarm] =
        [...alarms]
          .filter(([, { due }]) => due <= target)
          .sort((a, b) => a[1].due - b[1].due || a[0] - b[0])[0] ?? [];
      if (id === undefined || alarm === undefined) break;
      alarms.delete(id);
      time = Math.max(time, alarm.due);
      alarm.action();
    }
    time = target;
  };

  return {
    now: () => new Date(time),
    advance: (milliseconds) => moveTo(time + milliseconds),
    set: (instant) => moveTo(instantOf(instant)),
    after(milliseconds, action) {
      const id = order++;
      alarms.set(id, { due: time + milliseconds, action });
      return () => alarms.delete(id);
    },
  };
}

function instantOf(instant: Date | string): number {
  const time = new Date(instant).getTime();
  if (Number.isNaN(time)) throw new Error(`Not an instant: ${String(instant)}`);
  return time;
}
