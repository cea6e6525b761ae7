/** The user data header [3GPP TS 23.040, 9.2.3.24]. */

import { TURKISH } from "./turkish.js";

/** One information element: identifier (0 to 255) and its octets. */
export type UdhElement = { readonly id: number; readonly data: Uint8Array };

export type UdhRefusal = {
  readonly kind: "refused";
  readonly code: "UDH_MISSING" | "UDH_TRUNCATED" | "UDH_ELEMENT_TRUNCATED";
  readonly remedy: string;
};

/** `udhLength` counts the whole header, its length octet included: the text starts there. */
export type ParsedUdh =
  | { readonly kind: "ok"; readonly udhLength: number; readonly elements: readonly UdhElement[] }
  | UdhRefusal;

export type BuiltUdh =
  | { readonly kind: "ok"; readonly octets: Uint8Array }
  | {
      readonly kind: "refused";
      readonly code: "UDH_ELEMENT_INVALID" | "UDH_TOO_LONG";
      readonly remedy: string;
    };

/** Width of the concatenation reference. */
export type Concat = "8bit" | "16bit";

/** Place of a part in its message; `index` counts from 1. */
export type ConcatInfo = {
  readonly reference: number;
  readonly total: number;
  readonly index: number;
};

/** National language identifiers announced by a header; 1 is Turkish. */
export type NationalInfo = { readonly single?: number; readonly locking?: number };

/** A short message carries 140 octets of user data [3GPP TS 23.040, 9.2.3.16]. */
export const MAX_OCTETS = 140;

const CONCAT_8BIT = 0x00;
const CONCAT_16BIT = 0x08;
const NATIONAL_SINGLE_SHIFT = 0x24;
const NATIONAL_LOCKING_SHIFT = 0x25;

/**
 * Reads the header at the start of a message's user data. Never throws, whatever the octets.
 * A header whose last element runs over its end is refused as a whole, as the standard says.
 */
export function parseUdh(bytes: Uint8Array): ParsedUdh {
  const declared = bytes[0];
  if (declared === undefined) {
    return refuse("UDH_MISSING", "Send the header's length octet, or clear the UDH indicator.");
  }
  const end = declared + 1;
  if (end > bytes.length) {
    return refuse("UDH_TRUNCATED", "Send as many header octets as the length octet says.");
  }
  const elements: UdhElement[] = [];
  for (let at = 1; at < end;) {
    const id = bytes[at];
    const length = at + 1 < end ? bytes[at + 1] : undefined;
    if (id === undefined || length === undefined || at + 2 + length > end) {
      return refuse("UDH_ELEMENT_TRUNCATED", "Make every element end within the header.");
    }
    elements.push({ id, data: bytes.slice(at + 2, at + 2 + length) });
    at += 2 + length;
  }
  return { kind: "ok", udhLength: end, elements };
}

function refuse(code: UdhRefusal["code"], remedy: string): UdhRefusal {
  return { kind: "refused", code, remedy };
}

/**
 * Writes a header, length octet first.
 * Refused: an identifier outside 0 to 255, or a header that leaves no message (over 140 octets).
 */
export function buildUdh(elements: readonly UdhElement[]): BuiltUdh {
  if (elements.some(({ id }) => !Number.isInteger(id) || id < 0 || id > 0xff)) {
    const remedy = "Give every element an identifier from 0 to 255.";
    return { kind: "refused", code: "UDH_ELEMENT_INVALID", remedy };
  }
  if (sizeOfUdh(elements) > MAX_OCTETS) {
    const remedy = `Shorten the elements: a header has at most ${MAX_OCTETS} octets in all.`;
    return { kind: "refused", code: "UDH_TOO_LONG", remedy };
  }
  return { kind: "ok", octets: writeUdh(elements) };
}

function sizeOfUdh(elements: readonly UdhElement[]): number {
  return elements.reduce((size, { data }) => size + 2 + data.length, 1);
}

/** {@link buildUdh} without its checks, for elements made here. */
export function writeUdh(elements: readonly UdhElement[]): Uint8Array {
  const octets = new Uint8Array(sizeOfUdh(elements));
  octets[0] = octets.length - 1;
  let at = 1;
  for (const { id, data } of elements) {
    octets[at] = id;
    octets[at + 1] = data.length;
    octets.set(data, at + 2);
    at += 2 + data.length;
  }
  return octets;
}

/** The concatenation element of a part; only the low 8 or 16 bits of the reference travel. */
export function concatElement(concat: Concat, { reference, total, index }: ConcatInfo): UdhElement {
  return concat === "8bit"
    ? { id: CONCAT_8BIT, data: Uint8Array.of(reference, total, index) }
    : { id: CONCAT_16BIT, data: Uint8Array.of(reference >> 8, reference, total, index) };
}

/** The element that announces a Turkish table. */
export function turkishElement(shift: "single" | "locking"): UdhElement {
  const id = shift === "single" ? NATIONAL_SINGLE_SHIFT : NATIONAL_LOCKING_SHIFT;
  return { id, data: Uint8Array.of(TURKISH) };
}

/**
 * The concatenation a header announces. The last usable element counts; one whose total or index is
 * 0, or whose index is over the total, is ignored [3GPP TS 23.040, 9.2.3.24.1 and .8].
 */
export function readConcat(elements: readonly UdhElement[]): ConcatInfo | undefined {
  let found: ConcatInfo | undefined;
  for (const { id, data } of elements) {
    const wide = id === CONCAT_16BIT && data.length === 4;
    if (!wide && !(id === CONCAT_8BIT && data.length === 3)) continue;
    const [total = 0, index = 0] = data.subarray(-2);
    const reference = wide ? ((data[0] ?? 0) << 8) | (data[1] ?? 0) : (data[0] ?? 0);
    if (total > 0 && index > 0 && index <= total) found = { reference, total, index };
  }
  return found;
}

/** The national tables a header announces, or undefined; the last element of a kind counts. */
export function readNational(elements: readonly UdhElement[]): NationalInfo | undefined {
  const single = lastOctet(elements, NATIONAL_SINGLE_SHIFT);
  const locking = lastOctet(elements, NATIONAL_LOCKING_SHIFT);
  if (single === undefined && locking === undefined) return undefined;
  return {
    ...(single === undefined ? {} : { single }),
    ...(locking === undefined ? {} : { locking }),
  };
}

function lastOctet(elements: readonly UdhElement[], wanted: number): number | undefined {
  return elements.findLast(({ id, data }) => id === wanted && data.length === 1)?.data[0];
}
