import smpp from "smpp";

import { HEADER_LENGTH } from "./framing.js";

/**
 * The one file that touches npm `smpp`, and only its PDU class: bytes to fields and back.
 *
 * Why not its Session: every fault that delivery.md §1 measured beyond the codec lives there (the
 * wedge after an error, no answer at close, a stale length after reconnect, endless send buffers,
 * the password in debug output). Sockets, framing, answers and timers are ours (session.ts).
 *
 * Its field filters are switched off at load, for the whole process: they guess alphabets, turn
 * short messages into text and dates into Date, and one of them assigns an undeclared global.
 * Without them the codec is bytes in, bytes out.
 */
smpp.PDU.prototype._filter = () => undefined;

/** command_id of the requests we speak (SMPP 3.4 §5.1.2.1). */
export const COMMAND = {
  bind_receiver: 0x01,
  bind_transmitter: 0x02,
  bind_transceiver: 0x09,
  submit_sm: 0x04,
  deliver_sm: 0x05,
  unbind: 0x06,
  enquire_link: 0x15,
} as const;

export const GENERIC_NACK = 0x8000_0000;

/** Answers carry the highest bit; generic_nack carries nothing else. */
export const isAnswer = (command: number): boolean => command >= GENERIC_NACK;

/** The command_id that answers a request. A sum: `|` would make it negative. */
export const answerTo = (request: number): number => request + GENERIC_NACK;

export type Header = {
  readonly command: number;
  readonly status: number;
  readonly sequence: number;
};

/** An optional parameter as it travels. */
export type Tlv = { readonly tag: number; readonly value: Uint8Array };

/** The codec threw on a PDU: the peer and we no longer speak the same language. */
export class Undecodable extends Error {
  constructor(options: ErrorOptions) {
    super("the codec refused a PDU", options);
    this.name = "Undecodable";
  }
}

export const readHeader = (frame: Buffer): Header => ({
  command: frame.readUInt32BE(4),
  status: frame.readUInt32BE(8),
  sequence: frame.readUInt32BE(12),
});

/** A PDU without fields, or with one empty C-octet string (`emptyField`), as deliver_sm_resp has. */
export const encodeBare = (
  command: number,
  status: number,
  sequence: number,
  emptyField = false,
): Buffer => {
  const frame = Buffer.alloc(emptyField ? HEADER_LENGTH + 1 : HEADER_LENGTH);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(command, 4);
  frame.writeUInt32BE(status, 8);
  frame.writeUInt32BE(sequence, 12);
  return frame;
};

/**
 * Encodes a PDU, its mandatory fields by their names in the specification. A new PDU object each
 * time: a used one keeps its old sequence and text. Validate values before: the library throws on
 * some and truncates others.
 */
export const encodePdu = (
  command: string,
  sequence: number,
  fields: Readonly<Record<string, string | number | Uint8Array>>,
): Buffer => {
  const frame = new smpp.PDU(command, fields).toBuffer();
  frame.writeUInt32BE(sequence, 12);
  return frame;
};

/**
 * Decodes one frame into the fields of its command. Fields a short body has no room for are absent,
 * and a short one is cut: check before use. Throws Undecodable for whatever the library throws.
 */
export const decodePdu = (frame: Buffer): Readonly<Record<string, unknown>> => {
  try {
    return new smpp.PDU(frame);
  } catch (cause) {
    throw new Undecodable({ cause });
  }
};

/**
 * The TLVs from octet `start` to the end; the last of a repeated tag wins. Undefined when they do
 * not end where the frame ends (the library would cut the last one silently).
 */
export const readTlvs = (frame: Buffer, start: number): ReadonlyMap<number, Buffer> | undefined => {
  const tlvs = new Map<number, Buffer>();
  let at = start;
  while (at < frame.length) {
    if (at + 4 > frame.length) return undefined;
    const end = at + 4 + frame.readUInt16BE(at + 2);
    if (end > frame.length) return undefined;
    tlvs.set(frame.readUInt16BE(at), frame.subarray(at + 4, end));
    at = end;
  }
  return tlvs;
};
