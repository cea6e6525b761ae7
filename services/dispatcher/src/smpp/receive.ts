import { STATUS, type DeliverSm } from "@whiteline/smpp";
import { readPart } from "../domain/inbound-parts.js";
import type {
  Received,
  ReceivedInbound,
  ReceivedReceipt,
  ReceivedStore,
  UnreadableReceipt,
} from "../store/received.js";
import { receiptReader, type ReceiptRules } from "./read-receipt.js";

type Dependencies = {
  readonly account: string;
  readonly operator: string;
  /** The operator writes Latin-1 under data coding 0. */
  readonly isLatin1: boolean;
  readonly receiptRules: ReceiptRules;
  readonly received: ReceivedStore;
  readonly publish: (batch: Received) => Promise<void>;
  readonly now: () => Date;
  /** Milliseconds of a clock that nobody sets. */
  readonly monotonic: () => number;
  readonly newId: () => string;
  readonly onFailure: (error: unknown) => void;
  /** Receipts that nobody can read are kept as they came and counted. */
  readonly onUnreadable: (count: number) => void;
};

type Pending = { readonly deliver: DeliverSm; readonly answer: (status: number) => void };

/**
 * One document per batch: at most so many PDUs or so many ms (architecture §5). All binds close their batches at the same
 * moments, so that what they keep is one write.
 */
const MOST = 500;
const WAIT_MS = 30;
/** More than this unanswered: the operator is made to wait. */
const BEHIND = 5_000;

const UDHI = 0x40;

/**
 * Takes deliver_sm in: batch, keep, answer, publish, in this order (guard rule 4). What cannot be
 * kept gets a passing error, so that the operator sends it again.
 */
export const receiver = (dependencies: Dependencies) => {
  const {
    account,
    operator,
    receiptRules,
    isLatin1,
    received,
    publish,
    now,
    monotonic,
    newId,
    onFailure,
    onUnreadable,
  } = dependencies;
  const read = receiptReader(receiptRules);
  let pending: Pending[] = [];
  let waiting = 0;
  let timer: NodeJS.Timeout | undefined;

  const toInbound = (deliver: DeliverSm): ReceivedInbound => {
    const { text, part } = readPart(
      {
        octets: deliver.shortMessage,
        dataCoding: deliver.dataCoding,
        hasUdh: (deliver.esmClass & UDHI) !== 0,
        sar: deliver.sar,
      },
      isLatin1,
    );
    return {
      inboundId: newId(),
      lineNumber: deliver.destination.addr,
      msisdn: deliver.source.addr,
      text,
      at: now(),
      ...(part === undefined ? {} : { part }),
    };
  };

  const keep = async (batch: readonly Pending[]): Promise<void> => {
    const receipts: ReceivedReceipt[] = [];
    const inbound: ReceivedInbound[] = [];
    const unreadable: UnreadableReceipt[] = [];
    for (const { deliver } of batch) {
      const found = read(deliver, now());
      if (found.kind === "receipt") receipts.push(found.receipt);
      else if (found.kind === "unreadable") unreadable.push(found.kept);
      else inbound.push(toInbound(deliver));
    }
    const kept: Received = {
      receivedId: newId(),
      operator,
      account,
      receipts,
      inbound,
      unreadable,
      idForm: receiptRules.receiptIds,
      at: now(),
    };
    if (unreadable.length > 0) onUnreadable(unreadable.length);
    try {
      await received.keep(kept);
    } catch (error) {
      onFailure(error);
      for (const { answer } of batch) answer(STATUS.ESME_RX_T_APPN);
      return;
    } finally {
      waiting -= batch.length;
    }
    for (const { answer } of batch) answer(STATUS.ESME_ROK);
    // The sweep publishes what fails here.
    await publish(kept).catch(onFailure);
  };

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const batch = pending;
    pending = [];
    if (batch.length > 0) void keep(batch);
  };

  return {
    accept: (deliver: DeliverSm, answer: (status: number) => void): void => {
      pending.push({ deliver, answer });
      waiting += 1;
      if (pending.length >= MOST) flush();
      else timer ??= setTimeout(flush, WAIT_MS - (monotonic() % WAIT_MS));
    },
    /** Unanswered deliver_sm are more than should be held in memory. */
    isBehind: (): boolean => waiting > BEHIND,
    flush,
  };
};

export type Receiver = ReturnType<typeof receiver>;
