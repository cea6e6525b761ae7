import type { Logger } from "@whiteline/service-kit";
import type { ReadingState } from "./read-import.js";
import type { ImportJob } from "./store/import-reading.js";
import type { ImportStore } from "./store/imports.js";

const BEAT_MS = 500;

/** Shows progress and keeps the lease while a file is read, whatever that waits for. */
export function startHeart(
  job: ImportJob,
  {
    imports,
    log,
    leaseMs,
    leaseEnd,
  }: {
    readonly imports: Pick<ImportStore, "progress">;
    readonly log: Logger;
    readonly leaseMs: number;
    readonly leaseEnd: () => Date;
  },
) {
  const lost = new AbortController();
  let look: () => ReadingState = () => stateOf(job);
  let beating = false;
  const beat = async (): Promise<void> => {
    if (beating) return;
    beating = true;
    try {
      const held = await imports.progress(job, { ...look(), until: leaseEnd() });
      if (!held) lost.abort(new Error("Another reader has taken over."));
    } catch (error) {
      log.warn({ err: error, importId: job.importId }, "import progress was not kept");
    } finally {
      beating = false;
    }
  };
  const timer = setInterval(() => void beat(), Math.min(BEAT_MS, leaseMs / 4));
  const signal: AbortSignal = lost.signal;
  return {
    lost: signal,
    watch: (open: () => ReadingState): void => {
      look = open;
    },
    stop: (): void => clearInterval(timer),
  };
}

/** Before the file is open: what the checkpoint says. */
function stateOf({ checkpoint }: ImportJob): ReadingState {
  return {
    counts: checkpoint?.counts ?? { rowsRead: 0, kept: 0, dropped: [], operators: [] },
    progressBps: 0,
  };
}
