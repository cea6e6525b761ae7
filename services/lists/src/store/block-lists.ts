import { BlockListChanged } from "@whiteline/contracts/lists/v1/events";
import type { Events, TellTrail, TrailDeed } from "@whiteline/events";
import { DomainError } from "@whiteline/service-kit";
import { mongo, type Connection } from "mongoose";
import { changePage, flippedBetween, type BlockListChange } from "../domain/block-page.js";
import { createBlockSet, type BlockSet } from "../domain/block-set.js";
import type { NumberSet } from "../domain/number-set.js";
import { sameAgain } from "../digest-bytes.js";
import { blockHistory, HISTORY_KEPT_MS, type Flip } from "./block-history.js";
import {
  blockListHeads,
  nameOf,
  type BlockListHead as Head,
  type BlockListName,
} from "./block-list-heads.js";

type PageDoc = {
  readonly _id: string;
  readonly list: string;
  readonly page: number;
  readonly version: number;
  readonly packed: mongo.Binary;
};
export type BlockListLoad = BlockListName & {
  readonly loadId: string;
  readonly requestId: string;
  /** Of the file and what it was for; absent where there was no file. */
  readonly fileDigest?: string;
  readonly change: BlockListChange;
  readonly fileName: string;
  readonly version: number;
  readonly rowsRead: number;
  readonly added: number;
  readonly removed: number;
  readonly refused: readonly (readonly [code: string, rows: number])[];
  readonly size: number;
  readonly by: string;
  readonly at: Date;
  readonly tookMs: number;
};
/** What is to become of a list. */
export type BlockListWish = Pick<
  BlockListLoad,
  | "market"
  | "owner"
  | "loadId"
  | "requestId"
  | "fileDigest"
  | "change"
  | "fileName"
  | "rowsRead"
  | "refused"
  | "by"
> & {
  readonly given: NumberSet;
  readonly baseVersion: number;
  readonly mayShrink: boolean;
  /** How long to wait for another load to end or to be found dead; left out: as long as a lease. */
  readonly waitMs?: number;
  readonly beganAt: Date;
  /** Whose staff changes it; absent: the installation by itself. */
  readonly providerId?: string | undefined;
};
type LoadDoc = Omit<BlockListLoad, "loadId"> & { readonly _id: string; readonly list: string };

/** What block lists said at a moment that is past. */
type BlockListsThen = {
  readonly has: (msisdn: number) => boolean;
  readonly lists: readonly {
    readonly owner: string;
    readonly version: number;
    readonly versionAt: Date;
  }[];
  /** False where what a list said then is not known any more. */
  readonly isTold: boolean;
};

export type BlockListStore = ReturnType<typeof blockListStore>;

const PAGES_PER_WRITE = 200;
const PAGES_PER_READ = 100;
const LOADS_SHOWN = 100;

/**
 * Numbers that block advertising [IR-ASN-19], per market and owner, in packed pages of 65,536 numbers. A load writes pages
 * of the next version, which nobody reads, and puts them in force by one write of the head; one that dies leaves pages
 * that the next load removes. Every process holds the sets and asks only for versions; what changed comes page by page.
 */
export function blockListStore(
  connection: Connection,
  { events, tellTrail }: { readonly events: Pick<Events, "outbox">; readonly tellTrail: TellTrail },
  now: () => Date,
  leaseMs: number,
) {
  const right = blockListHeads(connection, now, leaseMs);
  const { heads, under } = right;
  const pages = connection.collection<PageDoc>("blockListPages");
  const loads = connection.collection<LoadDoc>("blockListLoads");
  const history = blockHistory(connection);
  const held = new Map<string, { version: number; readonly set: BlockSet }>();
  const catchingUp = new Map<string, Promise<void>>();

  /** The pages in force of a list among those named, or all of them. */
  const inForce = async function* ({ _id: list, version }: Head, among?: readonly number[]) {
    const cursor = pages.find(
      { list, version: { $lte: version }, ...(among && { page: { $in: [...among] } }) },
      { sort: { page: 1, version: -1 }, batchSize: PAGES_PER_READ },
    );
    let last = -1;
    for await (const { page, packed } of cursor) {
      if (page === last) continue;
      last = page;
      yield { page, packed: packed.buffer.subarray(0, packed.length()) };
    }
  };

  /** Writes the pages that change, as the next version. */
  const stage = async (head: Head, wish: BlockListWish) => {
    const version = head.version + 1;
    const list = head._id;
    const given = new Map(Array.from(wish.given.packed(), ({ page, packed }) => [page, packed]));
    const changed: number[] = [];
    let docs: PageDoc[] = [];
    let flips: Flip[] = [];
    let added = 0;
    let removed = 0;
    const write = async (): Promise<void> => {
      if (docs.length === 0) return;
      await under(head, wish.loadId, {}, async (session) => {
        await pages.insertMany(docs, { session });
        await history.keep(list, version, now(), flips, session);
      });
      docs = [];
      flips = [];
    };
    const put = async (page: number, before: Uint8Array | undefined): Promise<void> => {
      const is = changePage(wish.change, before, given.get(page));
      given.delete(page);
      if (is === undefined) return;
      added += is.added;
      removed += is.removed;
      changed.push(page);
      const packed = new mongo.Binary(is.packed);
      docs.push({ _id: `${list}:${page}:${version}`, list, page, version, packed });
      // Before the first version there was nothing: that needs no telling.
      if (head.version > 0) flips.push({ page, flipped: flippedBetween(before, is.packed) });
      if (docs.length >= PAGES_PER_WRITE) await write();
    };
    const among = wish.change === "replace" ? undefined : [...given.keys()];
    for await (const { page, packed } of inForce(head, among)) await put(page, packed);
    if (wish.change !== "remove") for (const page of [...given.keys()]) await put(page, undefined);
    await write();
    return { version, changed, added, removed, size: head.size + added - removed };
  };

  /** Removes what was staged. */
  const unstage = (head: Head, loadId: string): Promise<void> =>
    under(head, loadId, {}, async (session) => {
      const later = { list: head._id, version: { $gt: head.version } };
      await pages.deleteMany(later, { session });
      await history.forgetAfter(head._id, head.version, session);
    });

  /** One write puts the version in force. */
  const putInForce = (head: Head, load: BlockListLoad, providerId?: string): Promise<void> => {
    const { market, owner, version, size, at, loadId, ...rest } = load;
    const told = head.toldFrom === undefined ? { toldFrom: head.version } : {};
    const change = { version, size, changedAt: at, loading: null, ...told };
    return under(head, loadId, change, async (session) => {
      const doc = { _id: loadId, list: head._id, market, owner, version, size, at, ...rest };
      await loads.insertOne(doc, { session });
      const fact = { market, owner, version: BigInt(version), size: BigInt(size), at };
      await events.outbox.add(session, BlockListChanged, fact, loadId);
      if (providerId !== undefined) await tellTrail(session, loadDeed(load, providerId));
    });
  };

  const catchUp = async (list: string): Promise<void> => {
    const known = held.get(list) ?? { version: 0, set: createBlockSet() };
    for (;;) {
      const head = await heads.findOne({ _id: list });
      if (head === null || head.version <= known.version) break;
      const later = { list, version: { $gt: known.version, $lte: head.version } };
      const options = { sort: { version: 1 as const }, batchSize: PAGES_PER_READ };
      // Page by page, so that thirty million numbers are not held twice: whoever asks for the list waits for the end,
      // and who was answering already judges each number by one version or the other. A page that is replaced while
      // we read comes with the next turn.
      for await (const { page, packed } of pages.find(later, options))
        known.set.replace(page, packed.buffer.subarray(0, packed.length()));
      known.version = head.version;
    }
    held.set(list, known);
  };

  const inForceOf = (market: string): Promise<Head[]> =>
    heads.find({ market, version: { $gt: 0 } }).toArray();

  /** Whether a list of the market holds a number, as it is now: one small query when nothing changed. */
  const current = async (market: string): Promise<Pick<BlockSet, "has">> => {
    const lists = await inForceOf(market);
    const behind = lists.filter(({ _id, version }) => (held.get(_id)?.version ?? 0) < version);
    await Promise.all(
      behind.map(({ _id }) => {
        const running = catchingUp.get(_id) ?? catchUp(_id).finally(() => catchingUp.delete(_id));
        catchingUp.set(_id, running);
        return running;
      }),
    );
    const sets = lists.flatMap(({ _id }) => held.get(_id)?.set ?? []);
    const [only] = sets;
    if (sets.length === 1 && only !== undefined) return only;
    return { has: (msisdn) => sets.some((set) => set.has(msisdn)) };
  };

  /** Which of these numbers stood in a version: what stands now, but for what changed since. */
  const among = async (
    list: string,
    market: string,
    version: number,
    msisdns: readonly number[],
  ): Promise<readonly number[]> => {
    for (;;) {
      await current(market);
      const until = held.get(list)?.version ?? 0;
      const changed = await history.changedAmong(list, { from: version, until }, msisdns);
      // The set must say what it said when the differences were read: a version that comes meanwhile changes it in place.
      const now = held.get(list);
      if (now?.version !== until || catchingUp.has(list)) continue;
      return msisdns.filter((msisdn) => now.set.has(msisdn) !== changed.has(msisdn));
    }
  };

  return {
    async ensureIndexes(): Promise<void> {
      await heads.createIndex({ market: 1 }, {}, {});
      await pages.createIndex({ list: 1, page: 1, version: 1 }, {}, {});
      await pages.createIndex({ list: 1, version: 1 }, {}, {});
      await loads.createIndex({ list: 1, requestId: 1 }, { unique: true }, {});
      await loads.createIndex({ list: 1, at: -1 }, {}, {});
      await history.ensureIndexes();
    },

    /** The load that this request made before. */
    async loaded(name: BlockListName, requestId: string): Promise<BlockListLoad | undefined> {
      const found = await loads.findOne({ list: nameOf(name), requestId });
      return found === null ? undefined : toLoad(found);
    },

    /**
     * Changes a list to its next version, whole or not at all.
     * @throws DomainError BLOCK_LIST_BUSY, BLOCK_LIST_CHANGED, BLOCK_LIST_SHRINKS, REQUEST_ID_REUSED
     */
    async change(wish: BlockListWish): Promise<BlockListLoad> {
      const { head, stop } = await right.take(wish);
      const list = head._id;
      try {
        // The same request may have come twice at once: now it is our turn, the other's load is known.
        const earlier = await this.loaded(wish, wish.requestId);
        if (earlier !== undefined) {
          await right.giveBack(list, wish.loadId);
          return sameAgain(earlier, wish.fileDigest ?? "");
        }
        if (wish.baseVersion !== 0 && wish.baseVersion !== head.version)
          throw changedMeanwhile(head);
        await unstage(head, wish.loadId);
        const { changed, ...is } = await stage(head, wish);
        if (wish.change === "replace" && !wish.mayShrink && is.size * 2 < head.size) {
          await unstage(head, wish.loadId);
          throw shrinks(head.size, is.size);
        }
        const at = now();
        const { given: _given, baseVersion: _base, mayShrink: _may, waitMs: _wait, ...rest } = wish;
        const { beganAt, providerId, ...told } = rest;
        const load = { ...told, ...is, at, tookMs: at.getTime() - beganAt.getTime() };
        await putInForce(head, load, providerId);
        await pages.deleteMany({ list, page: { $in: changed }, version: { $lt: is.version } });
        return load;
      } catch (error) {
        await right.giveBack(list, wish.loadId);
        throw error;
      } finally {
        stop();
      }
    },

    current,

    /** Whether a list of the market held any of these numbers at a moment that is past. */
    async then(market: string, at: Date, msisdns: readonly number[]): Promise<BlockListsThen> {
      const lists: BlockListsThen["lists"][number][] = [];
      const blocked = new Set<number>();
      let isTold = at.getTime() > now().getTime() - HISTORY_KEPT_MS;
      for (const { _id, owner, version: newest, toldFrom = newest } of await inForceOf(market)) {
        const was = await loads.findOne({ list: _id, at: { $lte: at } }, { sort: { version: -1 } });
        if (was === null) continue;
        lists.push({ owner, version: was.version, versionAt: was.at });
        isTold &&= was.version >= toldFrom;
        for (const msisdn of await among(_id, market, was.version, msisdns)) blocked.add(msisdn);
      }
      return { has: (msisdn) => blocked.has(msisdn), lists, isTold };
    },

    async all(): Promise<readonly Omit<Head, "_id" | "loading">[]> {
      return heads.find({ version: { $gt: 0 } }, { sort: { _id: 1 } }).toArray();
    },

    /** Newest first. */
    async loadsOf(name: BlockListName): Promise<readonly BlockListLoad[]> {
      const newest = { sort: { at: -1 as const }, limit: LOADS_SHOWN };
      return (await loads.find({ list: nameOf(name) }, newest).toArray()).map(toLoad);
    },
  };
}

function toLoad({ _id, list: _list, ...load }: LoadDoc): BlockListLoad {
  return { loadId: _id, ...load };
}

function changedMeanwhile({ version }: Head): DomainError {
  return new DomainError(
    "conflict",
    "BLOCK_LIST_CHANGED",
    `Version ${version} is in force, not the one the file was made against.`,
    { remedy: "Make the difference against the version in force." },
  );
}

function shrinks(before: number, after: number): DomainError {
  return new DomainError(
    "precondition",
    "BLOCK_LIST_SHRINKS",
    `The list would shrink from ${before} numbers to ${after}.`,
    { remedy: "Say that it may shrink if the file is right." },
  );
}

/** That staff changed a list, for the chain of their provider; no number. */
function loadDeed(load: BlockListLoad, providerId: string): TrailDeed {
  const { loadId, market, owner, by, change, version, added, removed, at } = load;
  return {
    ...{ entryId: `block_list:${loadId}`, tenantId: "", providerId, actor: by, at },
    ...{ action: "block_list.loaded", subject: `block_list:${market}/${owner}` },
    after: {
      ...{ change, version: String(version), added: String(added), removed: String(removed) },
      load: loadId,
    },
  };
}
