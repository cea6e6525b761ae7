import { parseReceipt, type DeliverSm, type ReceiptState } from "@whiteline/smpp";
import type { Account } from "../config.js";
import { wordOf } from "../domain/error-words.js";
import { normaliseId } from "../domain/operator-id.js";
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
