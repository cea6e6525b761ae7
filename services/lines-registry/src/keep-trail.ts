import { TrailExtended } from "@whiteline/contracts/lines_registry/v1/events";
import type { Outbox } from "@whiteline/events";
import type { ApplicationStore } from "./store/applications.js";
import type { ClientSession, Commit } from "./store/commit.js";
import type { LineStore } from "./store/lines.js";
import type { TrailEntry, TrailStore } from "./store/trail.js";
import { noChange, type Change } from "./trail-fields.js";

type Needs = {
  readonly applications: Pick<ApplicationStore, "byId">;
  readonly lines: Pick<LineStore, "byId">;
  readonly commit: Commit;
  readonly outbox: Outbox;
};

export type Trail = ReturnType<typeof trailKeeper>;

/**
 * The trail of cases and lines, whose entries are told to accounts as they are kept: it adds them to the chain of the
 * tenant's audit trail. Looks are not told, because accounts records itself whose papers were read.
 */
export function trailKeeper(store: TrailStore, needs: Needs) {
  const { applications, lines, commit, outbox } = needs;

  const tell = async (
    session: ClientSession,
    entryId: string,
    entry: TrailEntry,
    { before, after }: Change,
  ) => {
    const { subject, event, by: actor, from, to, at } = entry;
    if (event === "opened") return;
    const application = await applications.byId(subject);
    const owner = application ?? (await lines.byId(subject));
    if (owner === undefined) return;
    const { tenantId, providerId } = owner;
    const thing = application === undefined ? "line" : "application";
    const [action = event, ...codes] = event.split(":");
    const told = { action: `${thing}.${action}`, subject: `${thing}:${subject}`, codes };
    const fact = { entryId, tenantId, providerId, actor, ...told, from, to, before, after, at };
    await outbox.add(session, TrailExtended, fact, `trail:${entryId}`);
  };

  return {
    of: (subject: string) => store.of(subject),

    /** Keeps what is told already once more, at another case or line. */
    copy: (entry: TrailEntry, session: ClientSession) => store.add(entry, session),

    /** @param change fields that changed beside the state, for the audit trail only */
    async add(entry: TrailEntry, session?: ClientSession, change = noChange): Promise<void> {
      const write = async (within: ClientSession) => {
        await tell(within, await store.add(entry, within), entry, change);
      };
      await (session === undefined ? commit(write) : write(session));
    },

    /** Adds an entry under an id of its own. False: it was added before. */
    async addOnce(id: string, entry: TrailEntry, session: ClientSession): Promise<boolean> {
      const isNew = await store.addOnce(id, entry, session);
      if (isNew) await tell(session, id, entry, noChange);
      return isNew;
    },
  };
}
