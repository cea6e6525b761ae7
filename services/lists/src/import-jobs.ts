import { ImportFinished } from "@whiteline/contracts/lists/v1/events";
import { changedFields, type Events, type TellTrail } from "@whiteline/events";
import {
  inTransaction,
  type connectMongo,
  type Envelope,
  type Logger,
  type Ports,
} from "@whiteline/service-kit";
import { combineVersion } from "./combine-version.js";
import { FileRefusedError } from "./domain/file-refusal.js";
import type { CustomerList } from "./domain/list.js";
import { toImportFinished } from "./events/publish.js";
import type { CleanList } from "./clean-list.js";
import { startHeart } from "./import-heart.js";
import type { Measures } from "./metrics.js";
import { buildOf, readImport, type ReadImport } from "./read-import.js";
import type { FileStore } from "./store/files.js";
import type { ImportJob } from "./store/import-reading.js";
import type { ImportStore } from "./store/imports.js";
import type { ListStore } from "./store/lists.js";
import type { MemberStore } from "./store/members.js";
import type { RejectStore } from "./store/rejects.js";

/** An import that has ended its process, or failed, this often without getting further is given up. */
const MOST_ATTEMPTS = 5;

type Deps = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly imports: ImportStore;
  readonly lists: ListStore;
  readonly members: MemberStore;
  readonly rejects: RejectStore;
  readonly files: FileStore;
  readonly envelope: Envelope;
  readonly events: Events;
  readonly tellTrail: TellTrail;
  readonly log: Logger;
  readonly counted: Measures;
  readonly cleanList: CleanList;
  readonly spoolDirectory: string;
  /** How long an import stays with a reader that is not heard of. */
  readonly leaseMs: number;
};

/** Reads the imports that wait, one after the other, until none is left. */
export function importJobs(deps: Deps) {
  const { imports, members, rejects, lists, files, log, counted, now, newId, leaseMs } = deps;
  const owner = newId();
  const leaseEnd = (): Date => new Date(now().getTime() + leaseMs);

  /** @param largest takes only files of at most this many bytes, so that small ones need not wait behind a million rows */
  const runWaiting = async (largest: number, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const job = await imports.claim({ owner, now: now(), until: leaseEnd(), largest });
      if (job === undefined) break;
      if (job.attempt > 1) counted.importsResumed.inc();
      await run(job, signal);
    }
    counted.importsWaiting.set(await imports.waiting());
  };

  const run = async (job: ImportJob, stopping: AbortSignal): Promise<void> => {
    const { importId, attempt, checkpoint } = job;
    if (job.refusal !== null) {
      await refuse(job, new FileRefusedError(job.refusal, "begun by a reader before"));
      return;
    }
    const fruitless = attempt - (checkpoint?.attempt ?? 0);
    if (fruitless > MOST_ATTEMPTS) {
      await refuse(job, new FileRefusedError("IMPORT_FAILED", `${fruitless - 1} attempts`));
      return;
    }
    const heart = startHeart(job, { imports, log, leaseMs, leaseEnd });
    const signal = AbortSignal.any([stopping, heart.lost]);
    try {
      await takeOver(job);
      const clean = await deps.cleanList(job);
      const read = await readImport(job, {
        ...deps,
        signal,
        findWithdrawn: clean,
        onOpen: heart.watch,
        onCheckpoint: async (reached) => {
          if (!(await imports.reach(job, reached))) throw new Error("The lease was lost.");
        },
      });
      const kept = await finish(job, read, signal);
      const { rowsRead, kept: rows } = read.counts;
      log.info({ importId, attempt, rowsRead, kept: rows }, "import finished");
      count(job, read);
      await members.removeOthers(importId, kept);
    } catch (error) {
      if (heart.lost.aborted) log.warn({ importId, attempt }, "import was taken over");
      else if (stopping.aborted) await imports.release(job);
      else if (error instanceof FileRefusedError) await refuse(job, error);
      // Anything else may pass: the reading goes on from its checkpoint when the lease has ended.
      else log.error({ err: error, importId, attempt }, "import failed");
    } finally {
      heart.stop();
    }
  };

  /** What stands before the checkpoint becomes ours, what lies behind it goes. */
  const takeOver = async (job: ImportJob): Promise<void> => {
    const { importId, attempt, checkpoint } = job;
    const build = buildOf(job);
    if (checkpoint !== null) {
      await Promise.all([members.adopt(build, checkpoint), rejects.adopt(build, checkpoint)]);
      if (!(await imports.reach(job, { ...checkpoint, attempt })))
        throw new Error("The lease was lost.");
    }
    await members.removeEarlier(importId, attempt);
    await rejects.removeOthers(importId, attempt);
  };

  /** Puts the version in force, and answers which build it names; null for a sample. */
  const finish = async (
    job: ImportJob,
    read: ReadImport,
    signal: AbortSignal,
  ): Promise<string | null> => {
    const { listId, tenantId } = job;
    if (listId === null) {
      const nothing = { added: 0, removed: 0, updated: 0 };
      await commit(job, { ...read, ...nothing }, undefined);
      return null;
    }
    for (;;) {
      signal.throwIfAborted();
      const base = await lists.version(tenantId, listId, 0);
      const target = { ...buildOf(job), id: `${buildOf(job).id}.v` };
      const made = await combineVersion(job.operation, base, read, target, { members, signal });
      // Rolled back meanwhile: what the file makes of the list is another thing now.
      if (await commit(job, { ...read, ...made }, base?.version ?? 0)) return made.build;
    }
  };

  /** @returns whether the list still had the version from which this was made */
  const commit = (
    job: ImportJob,
    made: ReadImport & {
      readonly added: number;
      readonly removed: number;
      readonly updated: number;
    },
    from: number | undefined,
  ): Promise<boolean> =>
    inTransaction(deps.connection, async (session) => {
      const { importId, tenantId, listId, operation, fileName, madeBy } = job;
      const { build, members: count, operators, variables, added, removed, updated } = made;
      const at = now();
      let list: CustomerList | undefined;
      if (listId !== null && from !== undefined) {
        const origin = { operation, importId, fileName, madeBy, equalsVersion: 0 };
        const difference = { added, removed, updated };
        const version = { listId, build, members: count, operators, variables };
        list = await lists.advance(
          session,
          tenantId,
          { ...version, ...origin, ...difference },
          { from, at },
        );
        if (list === undefined) return false;
      }
      const { fileType, encoding, delimiter, numberColumn, counts, contentsDigest } = made;
      const read = { fileType, encoding, delimiter, numberColumn, counts, contentsDigest };
      const outcome = { ...read, variables, added, removed, updated };
      const listVersion = list?.version ?? 0;
      if (!(await imports.finish(session, job, outcome, { listVersion, at })))
        throw new Error("The lease was lost.");
      const governsLineIds = list?.governsLineIds ?? [];
      const told = { importId, tenantId, listId, listVersion, governsLineIds, added, removed };
      await deps.events.outbox.add(
        session,
        ImportFinished,
        toImportFinished({ ...told, counts, at }),
        importId,
      );
      const of = { entryId: `import:${importId}`, tenantId, providerId: "", actor: madeBy, at };
      const subject = listId === null ? `import:${importId}` : `list:${listId}`;
      const changed = { added: String(added), removed: String(removed), updated: String(updated) };
      const after = { import: importId, operation, version: String(listVersion), ...changed };
      await deps.tellTrail(session, { ...of, action: "import.finished", subject, after });
      return true;
    });

  const count = ({ receivedAt }: ImportJob, { counts: { kept, dropped } }: ReadImport): void => {
    counted.imports.inc({ outcome: "finished" });
    counted.importSeconds.observe((now().getTime() - receivedAt.getTime()) / 1_000);
    counted.importRows.inc({ outcome: "kept" }, kept);
    for (const { code, rows } of dropped) counted.importRows.inc({ outcome: code }, rows);
  };

  /** Who asks after the refusal finds nothing left; who takes over from us goes on removing. */
  const refuse = async (job: ImportJob, { code, message }: FileRefusedError): Promise<void> => {
    if (!(await imports.fall(job, code))) return;
    await members.removeOthers(job.importId, null);
    await rejects.removeOthers(job.importId, null);
    await inTransaction(deps.connection, async (session) => {
      const at = now();
      if (!(await imports.refuse(session, job, code, at))) return;
      const { importId, tenantId, listId, madeBy: actor } = job;
      const about = { entryId: deps.newId(), tenantId, providerId: "", actor, at };
      const what = { action: "import.refused", subject: `import:${importId}`, codes: [code] };
      const { after } = changedFields({}, { list: listId ?? "" });
      await deps.tellTrail(session, { ...about, ...what, after });
    });
    counted.imports.inc({ outcome: code });
    log.info({ importId: job.importId, code, detail: message }, "import refused");
  };

  return {
    runWaiting,

    /** Removes what uploads left that broke off before `brokenBefore` without a word, or were held since `heldBefore`. */
    async sweep(brokenBefore: Date, heldBefore: Date): Promise<void> {
      const broken = await imports.forgetStale(brokenBefore);
      const held = await imports.giveUpHeld(heldBefore, now());
      for (const fileId of [...broken, ...held]) await files.remove(fileId);
    },
  };
}
