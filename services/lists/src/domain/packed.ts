/** A number as eight bytes, little-endian. */
export const NUMBER_BYTES = 8;
const LENGTH_BYTES = 2;
const TWO_32 = 2 ** 32;

/** Whole numbers below 2^53, eight bytes little-endian each. */
export function packNumbers(numbers: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(numbers.length * NUMBER_BYTES);
  const view = viewOf(bytes);
  numbers.forEach((number, i) => {
    const high = Math.floor(number / TWO_32);
    view.setUint32(i * NUMBER_BYTES, number - high * TWO_32, true);
    view.setUint32(i * NUMBER_BYTES + 4, high, true);
  });
  return bytes;
}

export function unpackNumbers(bytes: Uint8Array): readonly number[] {
  const view = viewOf(bytes);
  const numbers: number[] = [];
  for (let at = 0; at + NUMBER_BYTES <= bytes.byteLength; at += NUMBER_BYTES)
    numbers.push(view.getUint32(at, true) + view.getUint32(at + 4, true) * TWO_32);
  return numbers;
}

/** Lengths of texts, two bytes little-endian each. */
export function packLengths(lengths: Uint16Array): Buffer {
  const bytes = Buffer.allocUnsafe(lengths.length * LENGTH_BYTES);
  const view = viewOf(bytes);
  lengths.forEach((length, i) => {
    view.setUint16(i * LENGTH_BYTES, length, true);
  });
  return bytes;
}

export function unpackLengths(bytes: Uint8Array): Uint16Array {
  const view = viewOf(bytes);
  const lengths = new Uint16Array(bytes.byteLength / LENGTH_BYTES);
  for (let i = 0; i < lengths.length; i += 1) lengths[i] = view.getUint16(i * LENGTH_BYTES, true);
  return lengths;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
