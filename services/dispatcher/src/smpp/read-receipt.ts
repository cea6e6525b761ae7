import { normaliseId, parseReceipt, TLV, type DeliverSm, type ReceiptState } from "@whiteline/smpp";
import type { Account } from "../config.js";
import { wordOf } from "../domain/error-words.js";
import type { ReceivedReceipt, UnreadableReceipt } from "../store/received.js";

/** What an account declares of its receipts. */
export type ReceiptRules = Pick<Account, "receiptIds" | "receiptStates" | "errorCodes">;

/** What a deliver_sm is, read as its account declares. */
export type ReadReceipt =
  | { readonly kind: "receipt"; readonly receipt: ReceivedReceipt }
  | { readonly kind: "not-a-receipt" }
  | { readonly kind: "unreadable"; readonly kept: UnreadableReceipt };

export const receiptReader = ({ receiptIds, receiptStates, errorCodes }: ReceiptRules) => {
  const own: ReadonlyMap<string, ReceiptState> = new Map(Object.entries(receiptStates));
  return (deliver: DeliverSm, at: Date): ReadReceipt => {
    const parsed = parseReceipt(deliver, own);
    if (parsed.kind === "unreadable") return { kind: "unreadable", kept: keptWhole(deliver) };
    if (parsed.kind === "not-a-receipt") return parsed;
    const { messageId, state, errorCode, networkError } = parsed;
    const operatorId = normaliseId(messageId, receiptIds);
    const failure = wordOf(errorCodes, networkError, errorCode);
    return {
      kind: "receipt",
      receipt: {
        ...{ operatorId, state, error: errorCode ?? "", at },
        ...(messageId !== operatorId && { rawId: messageId }),
        ...(networkError !== undefined && { networkError }),
        ...(failure !== "" && { failure }),
      },
    };
  };
};

/** What was kept whole as it came, to be read once more by what its account declares now. */
export const deliverOf = (kept: UnreadableReceipt): DeliverSm => {
  const address = (addr: string) => ({ addr, ton: 0, npi: 0 });
  const tlvs = new Map(
    Object.entries(kept.parameters).map(([tag, value]) => [
      Number.parseInt(tag, 16),
      Buffer.from(value, "base64"),
    ]),
  );
  return {
    ...{ sequence: 0, esmClass: kept.esmClass, dataCoding: kept.dataCoding },
    ...{ source: address(kept.source), destination: address(kept.destination) },
    shortMessage: Buffer.from(kept.text, "base64"),
    receiptedMessageId: tlvs.get(TLV.receipted_message_id)?.toString("latin1").split("\0")[0],
    messageState: tlvs.get(TLV.message_state)?.[0],
    networkErrorCode: tlvs.get(TLV.network_error_code),
    tlvs,
  };
};

/** Everything of a deliver_sm that says something, since nobody knows yet what does. */
const keptWhole = (deliver: DeliverSm): UnreadableReceipt => ({
  text: deliver.shortMessage.toString("base64"),
  esmClass: deliver.esmClass,
  dataCoding: deliver.dataCoding,
  source: deliver.source.addr,
  destination: deliver.destination.addr,
  parameters: Object.fromEntries(
    [...(deliver.tlvs ?? [])].map(([tag, value]) => [
      tag.toString(16).padStart(4, "0"),
      value.toString("base64"),
    ]),
  ),
});
