import type { Logger } from "@whiteline/service-kit";
import type { Measures } from "./metrics.js";
import type { ImportStore } from "./store/imports.js";
import type { ListStore } from "./store/lists.js";
import type { MemberStore } from "./store/members.js";

type Deps = {
  readonly members: Pick<MemberStore, "builds" | "removeBuild">;
  readonly imports: Pick<ImportStore, "unended">;
  readonly lists: Pick<ListStore, "namedBuilds">;
  readonly counted: Pick<Measures, "buildsSwept">;
  readonly log: Logger;
};

/**
 * Removes builds that nobody can see and nobody goes on with: what an import wrote on its way to a version when the process
 * died between its success and the removal, and what a reader wrote that had slept through its lease. The end of an
 * import and its version are one write, so that whoever is found to have ended is asked for its version after that.
 */
export function buildSweeper({ members, imports, lists, counted, log }: Deps) {
  return async (signal: AbortSignal): Promise<void> => {
    const isOver = (): boolean => signal.aborted;
    for await (const batch of members.builds()) {
      const open = await imports.unended(batch.map(({ importId }) => importId));
      const ended = batch.filter(({ importId }) => !open.has(importId)).map(({ build }) => build);
      const named = await lists.namedBuilds(ended);
      for (const build of ended) {
        if (isOver()) return;
        if (named.has(build)) continue;
        await members.removeBuild(build);
        counted.buildsSwept.inc();
        log.info({ build }, "rows of an import that nobody needs were removed");
      }
    }
  };
}
