import { COMMAND, type Tlv, encodePdu, readTlvs } from "./codec.js";
import { HEADER_LENGTH } from "./framing.js";

/** An address with its type of number and numbering plan (SMPP 3.4 §5.2.5, §5.2.6). */
export type Address = { readonly addr: string; readonly ton: number; readonly npi: number };

/** A message on its way to the operator. `shortMessage` is encoded already, header included. */
export type SubmitSm = {
  readonly source: Address;
  readonly destination: Address;
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly registeredDelivery: number;
  readonly shortMessage: Uint8Array;
  /** Sixteen characters, absolute (`…+`, `…-`) or relative (`…R`), SMPP 3.4 §7.1.1. */
  readonly validityPeriod?: string;
  readonly priority?: number;
  readonly protocolId?: number;
  readonly serviceType?: string;
  readonly tlvs?: readonly Tlv[];
};

/** A message or a receipt from the operator. */
export type DeliverSm = {
  readonly sequence: number;
  readonly source: Address;
  readonly destination: Address;
  readonly esmClass: number;
  readonly dataCoding: number;
  /** short_message, or message_payload where that is empty. */
  readonly shortMessage: Buffer;
  readonly receiptedMessageId?: string | undefined;
  readonly messageState?: number | undefined;
  /** Three octets: network type, then the code, high octet first. */
  readonly networkErrorCode?: Buffer | undefined;
  /** All optional parameters as they came, if any did, windows into the socket's buffer: not to be kept. */
  readonly tlvs?: ReadonlyMap<number, Buffer> | undefined;
  /** Part of a longer message by sar_* parameters; a peer that uses a header instead has none. */
  readonly sar?:
    { readonly reference: number; readonly total: number; readonly index: number } | undefined;
};

/** What the server side sends as deliver_sm. */
export type DeliverContent = Omit<SubmitSm, "registeredDelivery" | "validityPeriod">;

/** A submit_sm as the server side got it. */
export type ReceivedSubmit = {
  readonly sequence: number;
  readonly source: Address;
  readonly destination: Address;
  readonly esmClass: number;
  readonly dataCoding: number;
  readonly registeredDelivery: number;
  readonly validityPeriod: string;
  /** short_message, or message_payload where that is empty. */
  readonly shortMessage: Buffer;
  /** Part of a longer message by sar_* parameters; a peer that uses a header instead has none. */
  readonly sar?: DeliverSm["sar"];
};

/** Tags of the optional parameters we read (SMPP 3.4 §5.3.2). */
export const TLV = {
  receipted_message_id: 0x001e,
  sar_msg_ref_num: 0x020c,
  sar_total_segments: 0x020e,
  sar_segment_seqnum: 0x020f,
  network_error_code: 0x0423,
  message_payload: 0x0424,
  message_state: 0x0427,
} as const;

/** Octets of a body that have a fixed place: type and plan twice, three flags, four, sm_length. */
const FIXED = 2 + 2 + 3 + 4 + 1;

/**
 * The one PDU written by hand: it goes out once per part, and the library takes some 20 µs for it, a third
 * of what a part costs the dispatcher. A test holds it to the library's bytes. Judge the message before:
 * what is too long or no ASCII would be written as it is.
 */
const encodeMessage = (
  command: number,
  sequence: number,
  message: DeliverContent,
  registeredDelivery: number,
  validityPeriod: string,
): Buffer => {
  const { source, destination, shortMessage, serviceType = "", tlvs = [] } = message;
  const strings = serviceType.length + source.addr.length + destination.addr.length;
  const options = tlvs.reduce((sum, { value }) => sum + 4 + value.length, 0);
  const ends = 5; // of the C-octet strings
  const frame = Buffer.allocUnsafe(
    HEADER_LENGTH + FIXED + ends + strings + validityPeriod.length + shortMessage.length + options,
  );
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(command, 4);
  frame.writeUInt32BE(0, 8);
  frame.writeUInt32BE(sequence, 12);
  let at = HEADER_LENGTH;
  const octet = (value: number): void => {
    frame[at] = value;
    at += 1;
  };
  const text = (value: string): void => {
    at += frame.write(value, at, "latin1");
    octet(0);
  };
  text(serviceType);
  octet(source.ton);
  octet(source.npi);
  text(source.addr);
  octet(destination.ton);
  octet(destination.npi);
  text(destination.addr);
  octet(message.esmClass);
  octet(message.protocolId ?? 0);
  octet(message.priority ?? 0);
  text(""); // schedule_delivery_time
  text(validityPeriod);
  octet(registeredDelivery);
  octet(0); // replace_if_present_flag
  octet(message.dataCoding);
  octet(0); // sm_default_msg_id
  octet(shortMessage.length);
  frame.set(shortMessage, at);
  at += shortMessage.length;
  for (const { tag, value } of tlvs) {
    at = frame.writeUInt16BE(tag, at);
    at = frame.writeUInt16BE(value.length, at);
    frame.set(value, at);
    at += value.length;
  }
  return frame;
};

export const encodeSubmit = (sequence: number, submit: SubmitSm): Buffer =>
  encodeMessage(
    COMMAND.submit_sm,
    sequence,
    submit,
    submit.registeredDelivery,
    submit.validityPeriod ?? "",
  );

export const encodeDeliver = (sequence: number, deliver: DeliverContent): Buffer =>
  encodeMessage(COMMAND.deliver_sm, sequence, deliver, 0, "");

/**
 * Body and TLVs of a submit_sm or deliver_sm; undefined if it is not whole: a string that does not end, a
 * text shorter than it says, TLVs that do not end where the frame does. By hand like {@link encodeMessage},
 * for every receipt is one; a test holds it to the library's reading.
 */
const readMessage = (frame: Buffer) => {
  let at = HEADER_LENGTH;
  // Beyond the end all is empty, and the look at the end finds it.
  const octet = (): number => {
    at += 1;
    return frame[at - 1] ?? 0;
  };
  const text = (): string => {
    const from = at;
    const end = frame.indexOf(0, from);
    at = end === -1 ? frame.length + 1 : end + 1;
    return end === -1 ? "" : frame.toString("latin1", from, end);
  };
  const address = (): Address => {
    const [ton, npi] = [octet(), octet()];
    return { addr: text(), ton, npi };
  };
  text(); // service_type
  const source = address();
  const destination = address();
  const esmClass = octet();
  octet(); // protocol_id
  octet(); // priority_flag
  text(); // schedule_delivery_time
  const validityPeriod = text();
  const registeredDelivery = octet();
  octet(); // replace_if_present_flag
  const dataCoding = octet();
  octet(); // sm_default_msg_id
  const length = octet();
  const end = at + length;
  const tlvs = end > frame.length ? undefined : readTlvs(frame, end);
  if (tlvs === undefined) return undefined;
  const octets = length > 0 ? frame.subarray(at, end) : tlvs.get(TLV.message_payload);
  return {
    sequence: frame.readUInt32BE(12),
    source,
    destination,
    esmClass,
    dataCoding,
    registeredDelivery,
    validityPeriod,
    // A copy: the frame is a window into the socket's buffer, which a kept message would hold.
    shortMessage: Buffer.from(octets ?? []),
    tlvs,
  };
};

/** A deliver_sm; undefined if a field is missing or cut. */
export const decodeDeliver = (frame: Buffer): DeliverSm | undefined => {
  const message = readMessage(frame);
  if (message === undefined) return undefined;
  const { sequence, source, destination, esmClass, dataCoding, shortMessage, tlvs } = message;
  const id = tlvs.get(TLV.receipted_message_id);
  const networkError = tlvs.get(TLV.network_error_code);
  // Each field by name, because copying objects into one another takes longer than all of the reading.
  return {
    sequence,
    source,
    destination,
    esmClass,
    dataCoding,
    shortMessage,
    receiptedMessageId: id && untilNul(id),
    messageState: tlvs.get(TLV.message_state)?.[0],
    networkErrorCode: networkError?.length === 3 ? Buffer.from(networkError) : undefined,
    tlvs: tlvs.size === 0 ? undefined : tlvs,
    sar: readSar(tlvs),
  };
};

/** Only all three together say which part it is (SMPP 3.4 §5.3.2.22..24). */
const readSar = (tlvs: ReadonlyMap<number, Buffer>): DeliverSm["sar"] => {
  const reference = tlvs.get(TLV.sar_msg_ref_num);
  const total = tlvs.get(TLV.sar_total_segments)?.[0];
  const index = tlvs.get(TLV.sar_segment_seqnum)?.[0];
  if (reference?.length !== 2 || total === undefined || index === undefined) return undefined;
  return { reference: reference.readUInt16BE(0), total, index };
};

/** A submit_sm; undefined if a field is missing or cut. */
export const decodeSubmit = (frame: Buffer): ReceivedSubmit | undefined => {
  const message = readMessage(frame);
  if (message === undefined) return undefined;
  const { tlvs, ...submit } = message;
  return { ...submit, sar: readSar(tlvs) };
};

/** Operators send the id with its NUL, as the specification says, or without. */
const untilNul = (octets: Buffer): string => {
  const end = octets.indexOf(0);
  return octets.toString("latin1", 0, end === -1 ? octets.length : end);
};

export const encodeSubmitResp = (sequence: number, messageId: string): Buffer =>
  encodePdu("submit_sm_resp", sequence, { message_id: messageId });

/** message_id of a submit_sm_resp; undefined when it is missing, empty or not ended by its NUL. */
export const decodeMessageId = (frame: Buffer): string | undefined => {
  const end = frame.indexOf(0, HEADER_LENGTH);
  return end <= HEADER_LENGTH ? undefined : frame.toString("latin1", HEADER_LENGTH, end);
};
