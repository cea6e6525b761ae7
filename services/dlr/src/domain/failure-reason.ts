import type { PartState } from "./part-state.js";

/** Why a part failed: one list of words for all operators; the operator's own code is kept beside it. */
export const failureReasons = [
  "number_unknown", // no such subscriber
  "number_invalid", // not a number this operator sends to
  "absent", // switched off or out of reach
  "barred", // the subscriber or its operator takes no such messages
  "handset", // the handset refused it or is full
  "network", // the network failed
  "operator_busy", // throttled or overloaded until the end
  "sender_refused", // the operator does not take this sender
  "content_refused", // the operator does not take this text or its form
  "account", // our account or link at the operator
  "deleted", // deleted at the operator
  "validity_over", // its time ran out
  "no_receipt", // nothing came until the end
  "withheld", // held back here: refusal, pause, cancel, suspension
  "platform", // failed inside the platform
  "unspecified", // the operator does not say why
] as const;

export type FailureReason = (typeof failureReasons)[number];

/** MAP errors of 3GPP TS 29.002 §17.6.6, as network_error_code of type 3 or a receipt's `err` brings them. */
const map: ReadonlyMap<number, FailureReason> = new Map<number, FailureReason>([
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
const smpp: ReadonlyMap<number, FailureReason> = new Map<number, FailureReason>([
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

const ofState: Partial<Record<PartState, FailureReason>> = {
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

/**
 * The house's own word for the failure of a part; empty unless it failed. Pure.
 *
 * @param code as the operator gave it: a command_status in hex, a network error as `type:code`, a receipt's `err`.
 * @param isMap whether the operator declares that its `err` are MAP errors; others say nothing to us.
 */
export const failureReason = (
  state: PartState,
  code: string,
  isMap: boolean,
): FailureReason | "" => {
  const usual = ofState[state];
  if (usual === undefined) return "";
  if (state === "withheld" || state === "failed") return usual;
  const [, status] = STATUS.exec(code) ?? [];
  if (status !== undefined) return smpp.get(Number.parseInt(status, 16)) ?? usual;
  const [, network] = NETWORK_GSM.exec(code) ?? [];
  const error = network ?? (isMap && OWN_NUMBER.test(code) ? code : undefined);
  return (error === undefined ? undefined : map.get(Number(error))) ?? usual;
};
