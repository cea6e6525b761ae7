import type { Address, DeliverContent, SubmitSm } from "./message.js";
import { MAX_PDU_LENGTH } from "./framing.js";

/** Why a message must not reach the codec: stable codes, each the field that is wrong. */
export type InvalidCode =
  | "SOURCE_ADDRESS"
  | "DESTINATION_ADDRESS"
  | "SHORT_MESSAGE_TOO_LONG"
  | "FIELD_OUT_OF_RANGE"
  | "VALIDITY_PERIOD"
  | "SERVICE_TYPE"
  | "TLVS";

/** Digits, letters and the printable signs of headers; a NUL or a wide letter shifts every later field. */
const ANY_ADDRESS = /^[\x20-\x7e]{1,20}$/;
const NUMBER = /^\+?[0-9]{1,20}$/;

/** SMPP 3.4 §5.2.21: sm_length is 0 to 254. */
const MAX_SHORT_MESSAGE = 254;
const VALIDITY_PERIOD = /^(?:[0-9]{15}[+\-R])?$/;
const SERVICE_TYPE = /^[\x20-\x7e]{0,5}$/;

/** The mandatory part is 16 + 12 + 6 + 2 × 22 + 2 × 17 + 254 octets at most; the rest is for TLVs. */
const MAX_TLVS = MAX_PDU_LENGTH - 512;

const isOctet = (value: number) => Number.isInteger(value) && value >= 0 && value <= 0xff;

const isAddress = ({ addr, ton, npi }: Address, allowed: RegExp) =>
  addr.length <= 20 && allowed.test(addr) && isOctet(ton) && isOctet(npi);

const judge = (message: DeliverContent): InvalidCode | undefined => {
  const { esmClass, dataCoding, priority, protocolId, serviceType, tlvs } = message;
  if (message.shortMessage.length > MAX_SHORT_MESSAGE) return "SHORT_MESSAGE_TOO_LONG";
  if (![esmClass, dataCoding, priority ?? 0, protocolId ?? 0].every(isOctet)) {
    return "FIELD_OUT_OF_RANGE";
  }
  if (serviceType !== undefined && !SERVICE_TYPE.test(serviceType)) return "SERVICE_TYPE";
  if (tlvs !== undefined) {
    if (!tlvs.every(({ tag }) => Number.isInteger(tag) && tag >= 0 && tag <= 0xffff)) return "TLVS";
    if (tlvs.reduce((sum, { value }) => sum + 4 + value.length, 0) > MAX_TLVS) return "TLVS";
  }
  return undefined;
};

/** The first fault of a submit_sm, undefined if the codec may have it. */
export const judgeSubmit = (submit: SubmitSm): InvalidCode | undefined => {
  if (!isAddress(submit.source, ANY_ADDRESS)) return "SOURCE_ADDRESS";
  if (!isAddress(submit.destination, NUMBER)) return "DESTINATION_ADDRESS";
  if (!isOctet(submit.registeredDelivery)) return "FIELD_OUT_OF_RANGE";
  if (submit.validityPeriod !== undefined && !VALIDITY_PERIOD.test(submit.validityPeriod)) {
    return "VALIDITY_PERIOD";
  }
  return judge(submit);
};

/** The first fault of a deliver_sm; either side of it may be a name. */
export const judgeDeliver = (deliver: DeliverContent): InvalidCode | undefined => {
  if (!isAddress(deliver.source, ANY_ADDRESS)) return "SOURCE_ADDRESS";
  if (!isAddress(deliver.destination, ANY_ADDRESS)) return "DESTINATION_ADDRESS";
  return judge(deliver);
};
