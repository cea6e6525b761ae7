import type { TrailDeed } from "@whiteline/events";
import type { MarketPack } from "@whiteline/markets";
import { costPriceOn, moneyOf } from "./domain/cost-price.js";
import { reconciler, type Difference, type OtherDays } from "./domain/reconcile.js";
import { isAlphabet, scriptOfAlphabet } from "./domain/segments.js";
import {
  chunksOfNight,
  chunksSubmittedOn,
  type ChunkDependencies,
  type ChunkOfDay,
} from "./known-chunks.js";
import { packOfProvider } from "./pack-of-provider.js";
import type { OperatorInvoice } from "./read-operator-invoice.js";
import { requireKnownIds } from "./require-known-ids.js";
import type { CostPriceStore } from "./store/cost-prices.js";
import type { Reconciliation, ReconciliationStore } from "./store/reconciliations.js";
import type { WalletStore } from "./store/wallets.js";
import type { WithDeed } from "./with-deed.js";
import { withJournal, type JournalDependencies } from "./with-journal.js";

export type ReconcileDependencies = ChunkDependencies &
  JournalDependencies & {
    readonly wallets: WalletStore;
    readonly reconciliations: ReconciliationStore;
    readonly costPrices: Pick<CostPriceStore, "list">;
    readonly withDeed: WithDeed;
  };

type Day = { readonly providerId: string; readonly operator: string; readonly day: string };
/** An operator's file, who sent it, and the file that billed the day before it. */
export type InvoiceFile = OperatorInvoice & {
  readonly fileName: string;
  readonly by: string;
  readonly earlier: Reconciliation | undefined;
};

/**
 * Matches a provider's day at an operator, the journal of submits with the book of receipts in either way. With the
 * operator's file: what it bills, with the chunks that were handed to it on that day by its market's clock. Without: what customers were charged in chunks that were settled on that day,
 * with the book of receipts, so that each chunk is looked at in one night, and what became final on that day by the book
 * of receipts and was charged to nobody. Every difference becomes a case. Repeated, it
 * finds the same cases again, and closes those that are no more.
 * @throws DomainError precondition INVOICE_IDS_UNKNOWN, before anything is kept.
 */
export const reconcileDay =
  (it: ReconcileDependencies) =>
  async (of: Day, file: InvoiceFile | undefined): Promise<Reconciliation> => {
    const { providerId, operator, day } = of;
    const at = it.now();
    const pack = packOfProvider(providerId, at);
    const empty = begun(of, file, { pack, at });
    if (file !== undefined) await requireKnownIds(it, { of, pack, billed: file.billed });
    const prices = await it.costPrices.list(providerId, operator);
    await it.reconciliations.save(empty);
    const match = reconciler(file?.billed);
    let found = 0;
    const keep = async (differences: readonly Difference[]): Promise<void> => {
      found += differences.length;
      for (let i = 0; i < differences.length; i += CASES_AT_ONCE) {
        await it.reconciliations.addCases(empty, differences.slice(i, i + CASES_AT_ONCE));
      }
    };
    const chunks = file === undefined ? chunksOfNight : chunksSubmittedOn;
    const others = otherFiles(it.reconciliations, of);
    for (const { tenantId } of await it.wallets.sendersOf(providerId)) {
      const known = chunks(it, { pack, tenantId, operator, day });
      for await (const chunk of withJournal(it, tenantId, known)) {
        const script = scriptOf(pack, chunk.alphabet);
        const costPerPart = costPriceOn(prices, { script, day });
        const otherDays = file && (await others(chunk));
        await keep(match.addChunk({ ...chunk, script, costPerPart, otherDays }));
      }
    }
    const { match: sums, differences, billedAcross } = match.finish();
    await keep([...differences, ...billedAgain(file)]);
    const over = { resolution: NO_MORE, by: file?.by ?? "" };
    await it.reconciliations.closeUnseen(empty, over);
    const done: Reconciliation = {
      ...{ ...empty, ...sums, billedAcross },
      cases: await it.reconciliations.countCases(empty.reconciliationId),
      status: found === 0 ? "exact" : "differs",
    };
    if (file === undefined) await it.reconciliations.save(done);
    else {
      await it.withDeed(async (session) => {
        await it.reconciliations.save(done, session);
        return { done, deed: loadedDeed(done, file) };
      });
    }
    return done;
  };

/** That finance sent an operator's file, and what it was found to be. */
const loadedDeed = (done: Reconciliation, { by, digest }: InvoiceFile): TrailDeed => {
  const { reconciliationId, providerId, operator, day, at, status } = done;
  return {
    ...{ entryId: `${reconciliationId}:${at.toISOString()}`, tenantId: "", providerId, at },
    ...{ actor: by, action: "operator_invoice.loaded", subject: `operator:${operator}` },
    after: { day, digest, status, cases: done.cases.toString() },
  };
};

const CASES_AT_ONCE = 1_000;
/** Why a case was closed by nobody's word: matched or priced again, the difference is no more. */
export const NO_MORE = "NO_MORE";

const begun = (
  of: Day,
  file: InvoiceFile | undefined,
  { pack, at }: { readonly pack: MarketPack; readonly at: Date },
): Reconciliation => {
  const digest = file?.digest ?? "";
  const name = digest === "" ? "night" : digest.slice(0, 16);
  return {
    ...{ ...of, digest, at, fileName: file?.fileName ?? "", currency: file ? moneyOf(pack) : "" },
    ...{ partsOurs: 0n, partsCharged: 0n, partsDelivered: 0n, partsBilled: 0n, cases: 0 },
    reconciliationId: [of.providerId, of.operator, of.day, name].join(":"),
    status: "matching",
    billed: file?.amount ?? 0n,
    expected: undefined,
    expectedParts: [],
    billedAcross: [],
  };
};

/** Two files bill one day: whether the later one takes the earlier one's place, or comes on top, a person must say. */
const billedAgain = (file: InvoiceFile | undefined): readonly Difference[] =>
  file?.earlier === undefined
    ? []
    : [
        {
          ...{ kind: "day_billed_again", subject: file.earlier.reconciliationId, chunkId: "" },
          ...{ ours: file.earlier.billed, theirs: file.amount },
        },
      ];

/** What files of other days bill of a chunk that was submitted across a midnight. */
const otherFiles = (
  reconciliations: Pick<ReconciliationStore, "ofDay">,
  { providerId, operator, day }: Day,
) => {
  const known = new Map<string, readonly Reconciliation[]>();
  const filesOf = async (other: string): Promise<readonly Reconciliation[]> => {
    const files =
      known.get(other) ??
      (await reconciliations.ofDay(providerId, operator, other)).filter(
        ({ digest, status }) => digest !== "" && status !== "matching",
      );
    known.set(other, files);
    return files;
  };
  return async ({ days }: Pick<ChunkOfDay, "days">): Promise<OtherDays | undefined> => {
    if (days.length === 1) return undefined;
    const billed = new Set<string>();
    let allBilled = true;
    for (const other of days.filter((each) => each !== day)) {
      const files = await filesOf(other);
      if (files.length === 0) allBilled = false;
      for (const { billedAcross } of files) for (const id of billedAcross) billed.add(id);
    }
    return { billed, allBilled, isLast: days.at(-1) === day };
  };
};

const scriptOf = (pack: MarketPack, alphabet: string): string =>
  isAlphabet(alphabet) ? (scriptOfAlphabet(pack, alphabet) ?? alphabet) : alphabet;
