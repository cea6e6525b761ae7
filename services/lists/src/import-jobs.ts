import { ImportFinished } from "@whiteline/contracts/lists/v1/events";
import type { Events } from "@whiteline/events";
import {
  inTransaction,
  type connectMongo,
  type Envelope,
  type Logger,
  type Ports,
} from "@whiteline/service-kit";
import { FileRefusedError } from "./domain/file-refusal.js";
import { toImportFinished } from "./events/publish.js";
import { buildOf, readImport, type ReadImport, type ReadingState } from "./read-import.js";
import type { FileStore } from "./store/files.js";
import type { ImportJob, ImportStore } from "./store/imports.js";
import type { ListStore } from "./store/lists.js";
import type { MemberStore } from "./store/members.js";

/** An import that has ended its process, or failed, this often is given up. */
const MOST_ATTEMPTS = 5;
const BEAT_MS = 500;

type Deps = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly imports: ImportStore;
  readonly lists: ListStore;
  readonly members: MemberStore;
  readonly files: FileStore;
  readonly envelope: Envelope;
  readonly events: Events;
  readonly log: Logger;
  readonly spoolDirectory: string;
  /** How long an import stays with a reader that is not heard of. */
  readonly leaseMs: number;
};

/** Reads the imports that wait, one after the other, until none is left. */
export function importJobs(deps: Deps) {
  const { imports, members, files, log, now, newId, leaseMs } = deps;
  const owner = newId();
  const leaseEnd = (): Date => new Date(now().getTime() + leaseMs);

  /** @param largest takes only files of at most this many bytes, so that small ones need not wait behind a million rows */
  const runWaiting = async (largest: number, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const job = await imports.claim({
        owner,
        now: now(),
        until: leaseEnd(),
        rejectsId: newId(),
        largest,
      });
      if (job === undefined) return;
      await run(job, signal);
    }
  };

  const run = async (job: ImportJob, stopping: AbortSignal): Promise<void> => {
    const { importId, attempt } = job;
    if (attempt > MOST_ATTEMPTS) {
      await refuse(job, new FileRefusedError("IMPORT_FAILED", `${attempt - 1} attempts`));
      return;
    }
    const read = await readUnderLease(job, stopping);
    if (read === undefined) return;
    await finish(job, read);
    const { rowsRead, kept } = read.counts;
    log.info({ importId, attempt, rowsRead, kept }, "import finished");
  };

  /** Undefined when the reading came to another end, which is then dealt with. */
  const readUnderLease = async (
    job: ImportJob,
    stopping: AbortSignal,
  ): Promise<ReadImport | undefined> => {
    const { importId, attempt, staleRejectsId } = job;
    const heart = startHeart(job);
    const signal = AbortSignal.any([stopping, heart.lost]);
    try {
      await members.removeEarlier(importId, attempt);
      if (staleRejectsId !== null) await files.remove(staleRejectsId);
      return await readImport(job, { ...deps, signal, onOpen: heart.watch });
    } catch (error) {
      await members.removeBuild(buildOf(job).id);
      if (heart.lost.aborted) log.warn({ importId, attempt }, "import was taken over");
      else if (stopping.aborted) await imports.release(job);
      else if (error instanceof FileRefusedError) await refuse(job, error);
      // Anything else may pass: the import is read again when the lease has ended.
      else log.error({ err: error, importId, attempt }, "import failed");
      return undefined;
    } finally {
      heart.stop();
    }
  };

  const finish = async (job: ImportJob, read: ReadImport): Promise<void> => {
    const { importId, tenantId, listId } = job;
    const { build, members: count, operators, variables: variableNames } = read;
    await inTransaction(deps.connection, async (session) => {
      const at = now();
      const made = { build, members: count, operators, variableNames };
      const version =
        listId === null
          ? undefined
          : await deps.lists.advance(session, tenantId, { listId, ...made }, at);
      const listVersion = version?.version ?? 0;
      const { fileType, numberColumn, counts, rejectsHeader, contentsDigest } = read;
      const outcome = {
        fileType,
        numberColumn,
        counts,
        rejectsHeader,
        contentsDigest,
        variables: variableNames,
      };
      if (!(await imports.finish(session, job, outcome, { listVersion, at })))
        throw new Error("The lease was lost.");
      const fact = toImportFinished({ importId, tenantId, listId, listVersion, counts, at });
      await deps.events.outbox.add(session, ImportFinished, fact, importId);
    });
  };

  const refuse = async (job: ImportJob, { code, message }: FileRefusedError): Promise<void> => {
    log.info({ importId: job.importId, code, detail: message }, "import refused");
    await imports.refuse(job, code, now());
  };

  /** Shows progress and keeps the lease while a file is read, whatever that waits for. */
  const startHeart = (job: ImportJob) => {
    const lost = new AbortController();
    let look: () => ReadingState = () => unread;
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
    return {
      lost: lost.signal,
      watch: (open: () => ReadingState): void => {
        look = open;
      },
      stop: (): void => clearInterval(timer),
    };
  };

  return {
    runWaiting,

    /** Removes what uploads left that broke off before `before` without a word. */
    async sweep(before: Date): Promise<void> {
      for (const fileId of await imports.forgetStale(before)) await files.remove(fileId);
    },
  };
}

const unread: ReadingState = {
  counts: { rowsRead: 0, kept: 0, dropped: [], operators: [] },
  progressBps: 0,
};
