/** Octets of an SMPP header: length, command, status, sequence. */
export const HEADER_LENGTH = 16;

/** The longest PDU we read; npm `smpp` sets the same bound (delivery.md §1). */
export const MAX_PDU_LENGTH = 16_384;

/** A header announced an impossible length: the stream has lost its step and cannot be read further. */
export class FramingFault extends Error {
  constructor(length: number) {
    super(`command_length ${length} is not within ${HEADER_LENGTH}..${MAX_PDU_LENGTH}`);
    this.name = "FramingFault";
  }
}

/** Cuts a byte stream into whole PDUs, wherever TCP split or joined them. */
export const frameReader = () => {
  let rest: Buffer = Buffer.alloc(0);

  return {
    push(chunk: Buffer): void {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    },

    /**
     * The next whole PDU, a view of the bytes pushed; undefined until more bytes come.
     * Judges a length as soon as its four octets are there; throws FramingFault.
     */
    next(): Buffer | undefined {
      if (rest.length < 4) return undefined;
      const length = rest.readUInt32BE(0);
      if (length < HEADER_LENGTH || length > MAX_PDU_LENGTH) throw new FramingFault(length);
      if (rest.length < length) return undefined;
      const frame = rest.subarray(0, length);
      rest = rest.subarray(length);
      return frame;
    },
  };
};
