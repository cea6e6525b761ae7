import { DomainError, inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import { mongo, type ClientSession, type Connection } from "mongoose";
import { sameAgain } from "../digest-bytes.js";
import { createNumberSet, type NumberSet } from "../domain/number-set.js";

/** A file of ported numbers that was loaded. */
export type PortabilityFile = {
  readonly market: string;
  readonly version: number;
  readonly build: string;
  readonly requestId: string;
  /** Absent in what was loaded before files had digests. */
  readonly fileDigest?: string;
  readonly fileName: string;
  readonly asOf: Date;
  readonly loadedAt: Date;
  readonly loadedBy: string;
  readonly numbers: number;
  readonly dropped: readonly { readonly code: string; readonly rows: number }[];
};
type FileDoc = PortabilityFile & { readonly _id: string };
type PageDoc = {
  readonly market: string;
  readonly build: string;
  readonly operator: string;
  readonly page: number;
  readonly packed: mongo.Binary;
};

/** Which operator took a number over, by the file in force. */
export type PortedNumbers = {
  readonly file: PortabilityFile | undefined;
  readonly operatorOf: (msisdn: number) => string | undefined;
};

export type PortabilityStore = ReturnType<typeof portabilityStore>;

const nobody: PortedNumbers = { file: undefined, operatorOf: () => undefined };
const PAGES_AT_ONCE = 500;
/** Pages are kept of the file in force and of the one before. */
const KEPT_FILES = 2;
/** Pages of no file that are younger may be another load's that is under way. */
const LONGEST_LOAD_MS = 3_600_000;

/**
 * Ported numbers per market, in packed pages per operator. A file is in force from the one write that gives it its version;
 * what a load left that broke off is named by no version, and removed by the next.
 */
export function portabilityStore(connection: Connection) {
  const files = connection.collection<FileDoc>("portabilityFiles");
  const pages = connection.collection<PageDoc>("portabilityPages");
  const held = new Map<string, PortedNumbers>();

  const latest = (market: string, limit: number) =>
    files.find({ market }, { sort: { version: -1 }, limit }).toArray();

  const load = async (file: PortabilityFile): Promise<PortedNumbers> => {
    const sets = new Map<string, NumberSet>();
    for await (const { operator, page, packed } of pages.find({ build: file.build })) {
      const set = sets.get(operator) ?? createNumberSet();
      sets.set(operator, set);
      set.addPacked({ page, packed: packed.buffer.subarray(0, packed.length()) });
    }
    const known = [...sets];
    return { file, operatorOf: (msisdn) => known.find(([, set]) => set.has(msisdn))?.[0] };
  };

  return {
    async ensureIndexes(): Promise<void> {
      await Promise.all([
        files.createIndexes([
          { key: { market: 1, version: -1 }, unique: true },
          { key: { market: 1, requestId: 1 }, unique: true },
        ]),
        pages.createIndexes([{ key: { build: 1 } }]),
      ]);
    },

    /** The numbers in force: one small query when nothing changed. */
    async current(market: string): Promise<PortedNumbers> {
      const [file] = await latest(market, 1);
      if (file === undefined) return nobody;
      const known = held.get(market);
      if (known?.file?.build === file.build) return known;
      const fresh = await load(file);
      held.set(market, fresh);
      return fresh;
    },

    async inForce(market: string): Promise<PortabilityFile | undefined> {
      return (await latest(market, 1))[0];
    },

    /** The newest first. */
    all: (market: string): Promise<readonly PortabilityFile[]> => latest(market, 100),

    async byRequest(market: string, requestId: string): Promise<PortabilityFile | undefined> {
      return (await files.findOne({ market, requestId })) ?? undefined;
    },

    /**
     * Puts a file in force, all at once, with what the caller tells of it; of two at the same moment the later one waits
     * for its turn.
     * @throws DomainError PORTABILITY_SHRINKS when it holds less than half of the numbers in force, unless it may;
     * REQUEST_ID_REUSED
     */
    async put(
      file: Omit<PortabilityFile, "version"> & { readonly fileDigest: string },
      ported: ReadonlyMap<string, NumberSet>,
      mayShrink: boolean,
      tell: (session: ClientSession, file: PortabilityFile) => Promise<void>,
    ): Promise<PortabilityFile> {
      const { market, build } = file;
      if (!mayShrink) refuseToShrink((await latest(market, 1))[0], file);
      const kept = (await latest(market, KEPT_FILES - 1)).map((each) => each.build);
      const dead = mongo.ObjectId.createFromTime(
        (file.loadedAt.getTime() - LONGEST_LOAD_MS) / 1_000,
      );
      await pages.deleteMany({ market, build: { $nin: kept }, _id: { $lt: dead } });
      for (const [operator, set] of ported) {
        let batch: PageDoc[] = [];
        for (const { page, packed } of set.packed()) {
          batch.push({ market, build, operator, page, packed: new mongo.Binary(packed) });
          if (batch.length < PAGES_AT_ONCE) continue;
          await pages.insertMany(batch);
          batch = [];
        }
        if (batch.length > 0) await pages.insertMany(batch);
      }
      for (;;) {
        const [inForce] = await latest(market, 1);
        if (!mayShrink) refuseToShrink(inForce, file);
        const version = (inForce?.version ?? 0) + 1;
        try {
          const next = { ...file, version };
          await inTransaction(connection, async (session) => {
            await files.insertOne({ _id: `${market}:${version}`, ...next }, { session });
            await tell(session, next);
          });
          return next;
        } catch (error) {
          const first = isDuplicateKey(error)
            ? await files.findOne({ market, requestId: file.requestId })
            : undefined;
          if (first) {
            await pages.deleteMany({ build });
            return sameAgain(first, file.fileDigest);
          }
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },
  };
}

function refuseToShrink(
  inForce: PortabilityFile | undefined,
  { numbers }: Pick<PortabilityFile, "numbers">,
): void {
  if (inForce === undefined || numbers * 2 >= inForce.numbers) return;
  throw new DomainError(
    "precondition",
    "PORTABILITY_SHRINKS",
    `The ported numbers would shrink from ${inForce.numbers} to ${numbers}.`,
    { remedy: "Say that they may shrink if the file is right." },
  );
}
