import { isFailureWord, type FailureWord } from "@whiteline/sms";
import type { PartState } from "./part-state.js";

/** MAP errors of 3GPP TS 29.002 §17.6.6, as network_error_code of type 3 or a receipt's `err` brings them. */
const map: ReadonlyMap<number, FailureWord> = new Map<number, FailureWord>([
  [1, "number_unknown"], // unknownSubscriber
  [5, "number_unknown"], // unidentifiedSubscriber
  [6, "absent"], // absentSubscriberSM
  [9, "barred"], // illegalSubscriber
  [11, "barred"], // teleserviceNotProvisioned
  [12, "handset"], // illegalEquipment
  [13, "barred"], // callBarred
  [21, "barred"], // facilityNotSupported
  [27, "absent"], // absentSubscriber
  [31, "handset"], // subscriberBusyForMT-SMS
  [32, "handset"], // sm-DeliveryFailure
  [34, "network"], // systemFailure
  [35, "network"], // dataMissing
  [36, "network"], // unexpectedDataValue
]);

/** Refusals of a submit by command_status of SMPP 3.4 §5.1.3; what is not here says nothing of why. */
const smpp: ReadonlyMap<number, FailureWord> = new Map<number, FailureWord>([
  [0x01, "content_refused"], // RINVMSGLEN
  [0x04, "account"], // RINVBNDSTS
  [0x05, "account"], // RALYBND
  [0x08, "network"], // RSYSERR
  [0x0a, "sender_refused"], // RINVSRCADR
  [0x0b, "number_invalid"], // RINVDSTADR
  [0x0d, "account"], // RBINDFAIL
  [0x0e, "account"], // RINVPASWD
  [0x0f, "account"], // RINVSYSID
  [0x14, "operator_busy"], // RMSGQFUL
  [0x43, "content_refused"], // RINVESMCLASS
  [0x48, "sender_refused"], // RINVSRCTON
  [0x49, "sender_refused"], // RINVSRCNPI
  [0x50, "number_invalid"], // RINVDSTTON
  [0x51, "number_invalid"], // RINVDSTNPI
  [0x53, "account"], // RINVSYSTYP
  [0x58, "operator_busy"], // RTHROTTLED
  [0x62, "validity_over"], // RINVEXPIRY
  [0x64, "network"], // RX_T_APPN
  [0x66, "content_refused"], // RX_R_APPN
  [0xc0, "content_refused"], // RINVOPTPARSTREAM
  [0xc4, "content_refused"], // RINVOPTPARAMVAL
]);

const ofState: Partial<Record<PartState, FailureWord>> = {
  rejected: "unspecified",
  undelivered: "unspecified",
  deleted: "deleted",
  expired: "validity_over",
  unknown: "no_receipt",
  withheld: "withheld",
  failed: "platform",
};

const NETWORK_GSM = /^3:(\d{1,5})$/u;
const OWN_NUMBER = /^\d{1,3}$/u;
const STATUS = /^0x([0-9A-F]{8})$/u;

/** What the operator, or the house, gave as why a part is as it is. */
export type Cause = {
  /** As it came: a command_status in hex, a receipt's `err` or else its network error; or a word of ours. */
  readonly code: string;
  /** The network's error as `type:code` that came beside it. */
  readonly network?: string | undefined;
  /** The house's word for it, where the operator's own table has one. */
  readonly word?: string | undefined;
};

/**
 * The house's own word for the failure of a part; empty unless it failed. What the operator declares is surer than what the
 * network says, and that than a number of `err`. Pure.
 *
 * @param isMap whether the operator declares that its `err` are MAP errors; others say nothing to us.
 */
export const failureReason = (
  state: PartState,
  { code, network = "", word = "" }: Cause,
  isMap: boolean,
): FailureWord | "" => {
  const usual = ofState[state];
  if (usual === undefined) return "";
  if (state === "withheld" || state === "failed") return usual;
  if (isFailureWord(word)) return word;
  const [, status] = STATUS.exec(code) ?? [];
  if (status !== undefined) return smpp.get(Number.parseInt(status, 16)) ?? usual;
  const errors = [
    NETWORK_GSM.exec(network)?.[1],
    NETWORK_GSM.exec(code)?.[1],
    isMap && OWN_NUMBER.test(code) ? code : undefined,
  ];
  return errors.flatMap((error) => map.get(Number(error)) ?? [])[0] ?? usual;
};
