/** Milliseconds that one page of the agenda spans; nothing is done more exactly than that. */
const PAGE_MS = 5;

export type Agenda = ReturnType<typeof openAgenda>;

/** Does things later, in order of their time, with one timer for all. */
export const openAgenda = (clock: () => number) => {
  const pages = new Map<number, (() => void)[]>();
  let done = Math.floor(clock() / PAGE_MS);

  const catchUp = () => {
    const current = Math.floor(clock() / PAGE_MS);
    while (done < current && pages.size > 0) {
      done += 1;
      const page = pages.get(done);
      pages.delete(done);
      for (const act of page ?? []) act();
    }
    done = current;
  };
  const timer = setInterval(catchUp, PAGE_MS);

  return {
    /** Does `act` once `ms` have passed on the clock; at once for 0. */
    after(ms: number, act: () => void): void {
      if (ms <= 0) {
        act();
        return;
      }
      const page = Math.max(done + 1, Math.ceil((clock() + ms) / PAGE_MS));
      const acts = pages.get(page);
      if (acts === undefined) pages.set(page, [act]);
      else acts.push(act);
    },
    close: () => clearInterval(timer),
  };
};
