import { COMMAND, type Tlv, decodePdu, encodePdu, readTlvs } from "./codec.js";
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
  readonly receiptedMessageId?: string;
  readonly messageState?: number;
  /** Three octets: network type, then the code, high octet first. */
  readonly networkErrorCode?: Buffer;
  /** Part of a longer message by sar_* parameters; a peer that uses a header instead has none. */
  readonly sar?: { readonly reference: number; readonly total: number; readonly index: number };
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

/** The mandatory fields that submit_sm and deliver_sm share. */
type Body = {
  readonly service_type: string;
  readonly source_addr_ton: number;
  readonly source_addr_npi: number;
  readonly source_addr: string;
  readonly dest_addr_ton: number;
  readonly dest_addr_npi: number;
  readonly destination_addr: string;
  readonly esm_class: number;
  readonly schedule_delivery_time: string;
  readonly validity_period: string;
  readonly registered_delivery: number;
  readonly data_coding: number;
  readonly short_message: Buffer;
};

/** The codec fills fields in their order, so with the last one all are there. */
const isBody = (pdu: unknown): pdu is Body =>
  typeof pdu === "object" &&
  pdu !== null &&
  "short_message" in pdu &&
  Buffer.isBuffer(pdu.short_message);

/**
 * Body and TLVs of a submit_sm or deliver_sm; undefined if it is not whole. A truncated body often
 * decodes without error: each string must end inside, and sm_length must be what was read.
 */
const readMessage = (frame: Buffer) => {
  const pdu = decodePdu(frame);
  if (!isBody(pdu)) return undefined;
  const strings = [
    pdu.service_type,
    pdu.source_addr,
    pdu.destination_addr,
    pdu.schedule_delivery_time,
    pdu.validity_period,
  ];
  const textAt = strings.reduce((sum, text) => sum + text.length + 1, HEADER_LENGTH + FIXED);
  if (frame[textAt - 1] !== pdu.short_message.length) return undefined;
  const tlvs = readTlvs(frame, textAt + pdu.short_message.length);
  if (tlvs === undefined) return undefined;
  const text = pdu.short_message.length > 0 ? pdu.short_message : tlvs.get(TLV.message_payload);
  return {
    body: {
      sequence: frame.readUInt32BE(12),
      source: { addr: pdu.source_addr, ton: pdu.source_addr_ton, npi: pdu.source_addr_npi },
      destination: {
        addr: pdu.destination_addr,
        ton: pdu.dest_addr_ton,
        npi: pdu.dest_addr_npi,
      },
      esmClass: pdu.esm_class,
      dataCoding: pdu.data_coding,
      // A copy: the frame is a window into the socket's buffer, which a kept message would hold.
      shortMessage: Buffer.from(text ?? []),
    },
    registeredDelivery: pdu.registered_delivery,
    validityPeriod: pdu.validity_period,
    tlvs,
  };
};

/** A deliver_sm; undefined if a field is missing or cut. Throws Undecodable. */
export const decodeDeliver = (frame: Buffer): DeliverSm | undefined => {
  const message = readMessage(frame);
  if (message === undefined) return undefined;
  const { body, tlvs } = message;
  const id = tlvs.get(TLV.receipted_message_id);
  const state = tlvs.get(TLV.message_state)?.[0];
  const networkError = tlvs.get(TLV.network_error_code);
  return {
    ...body,
    ...(id === undefined ? {} : { receiptedMessageId: untilNul(id) }),
    ...(state === undefined ? {} : { messageState: state }),
    ...(networkError?.length === 3 ? { networkErrorCode: Buffer.from(networkError) } : {}),
    ...readSar(tlvs),
  };
};

/** Only all three together say which part it is (SMPP 3.4 §5.3.2.22..24). */
const readSar = (tlvs: ReadonlyMap<number, Buffer>): Pick<DeliverSm, "sar"> => {
  const reference = tlvs.get(TLV.sar_msg_ref_num);
  const total = tlvs.get(TLV.sar_total_segments)?.[0];
  const index = tlvs.get(TLV.sar_segment_seqnum)?.[0];
  if (reference?.length !== 2 || total === undefined || index === undefined) return {};
  return { sar: { reference: reference.readUInt16BE(0), total, index } };
};

/** A submit_sm; undefined if a field is missing or cut. Throws Undecodable. */
export const decodeSubmit = (frame: Buffer): ReceivedSubmit | undefined => {
  const message = readMessage(frame);
  if (message === undefined) return undefined;
  const { body, registeredDelivery, validityPeriod, tlvs } = message;
  return { ...body, registeredDelivery, validityPeriod, ...readSar(tlvs) };
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
  const id = decodePdu(frame)["message_id"];
  if (typeof id !== "string" || id === "") return undefined;
  return frame[HEADER_LENGTH + id.length] === 0 ? id : undefined;
};
