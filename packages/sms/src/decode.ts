import { septetTables, type SeptetTables } from "./alphabet.js";
import { ESCAPE } from "./gsm7.js";
import { TURKISH } from "./turkish.js";
import { decodeUcs2 } from "./ucs2.js";
import {
  type ConcatInfo,
  type NationalInfo,
  parseUdh,
  readConcat,
  readNational,
  type UdhRefusal,
} from "./udh.js";

export type DecodeOptions = {
  /** SMPP `data_coding`. For a peer that sends Latin-1 under 0, pass 3. */
  readonly dataCoding: number;
  /** The UDH indicator (`esm_class` bit 0x40): the user data starts with a header. */
  readonly hasUdh: boolean;
};

export type Encoding = "gsm7" | "latin1" | "ucs2" | "binary";

export type Decoded = {
  /** "" for binary. UCS-2 may hold half a surrogate pair that the next part completes. */
  readonly text: string;
  readonly encoding: Encoding;
  readonly concat?: ConcatInfo;
  readonly national?: NationalInfo;
  /** The header was announced and is rubbish: its elements are ignored. */
  readonly udhRefusal?: UdhRefusal["code"];
};

const REPLACEMENT = "\uFFFD";

/**
 * Reads one part as it came from the wire: septets unpacked (see {@link unpackSeptets} for peers
 * that pack), UCS-2 big-endian. Never throws: octets that are no septets become U+FFFD, a broken
 * header is named and skipped.
 */
export function decode(userData: Uint8Array, { dataCoding, hasUdh }: DecodeOptions): Decoded {
  const encoding = encodingOf(dataCoding);
  if (!hasUdh) return { text: decodeText(userData, encoding, undefined), encoding };

  const udh = parseUdh(userData);
  if (udh.kind === "refused") {
    const payload = userData.subarray((userData[0] ?? 0) + 1);
    return { text: decodeText(payload, encoding, undefined), encoding, udhRefusal: udh.code };
  }
  const concat = readConcat(udh.elements);
  const national = readNational(udh.elements);
  return {
    text: decodeText(userData.subarray(udh.udhLength), encoding, national),
    encoding,
    ...(concat === undefined ? {} : { concat }),
    ...(national === undefined ? {} : { national }),
  };
}

/**
 * SMPP 3.4 data_coding (5.2.19): 1 ASCII and 3 Latin-1 are SMPP's own; the other values follow
 * 3GPP TS 23.038 section 4, where 0x10-0x1F carry a message class (flash is 0x10, or 0x18 in UCS-2)
 * and 0xF0-0xFF a class with 7-bit or 8-bit data. What has no alphabet of ours is binary.
 */
function encodingOf(dataCoding: number): Encoding {
  if (dataCoding === 1 || dataCoding === 3) return "latin1";
  if (dataCoding === 0 || dataCoding === 8) return dataCoding === 0 ? "gsm7" : "ucs2";
  const group = dataCoding & 0xf0;
  if (group === 0xf0) return (dataCoding & 0x04) === 0 ? "gsm7" : "binary";
  if (group !== 0x10) return "binary";
  const alphabet = dataCoding & 0x0c;
  if (alphabet === 0x00) return "gsm7";
  return alphabet === 0x08 ? "ucs2" : "binary";
}

function decodeText(
  octets: Uint8Array,
  encoding: Encoding,
  national: NationalInfo | undefined,
): string {
  switch (encoding) {
    case "gsm7":
      return decodeSeptets(octets, tablesFor(national));
    case "latin1":
      return decodeLatin1(octets);
    case "ucs2":
      return decodeUcs2(octets);
    case "binary":
      return "";
  }
}

/** A language we have no table for falls back to the default tables, as on a phone without it. */
function tablesFor(national: NationalInfo | undefined): SeptetTables {
  const { main } = septetTables[national?.locking === TURKISH ? "gsm7-tr-locking" : "gsm7"];
  const { shift } = septetTables[national?.single === TURKISH ? "gsm7-tr-single" : "gsm7"];
  return { main, shift };
}

/**
 * An escape before a septet the shift table does not have shows the main table's character; a
 * second escape, or none after it, shows a space [3GPP TS 23.038, 6.2.1.1 notes].
 */
function decodeSeptets(octets: Uint8Array, { main, shift }: SeptetTables): string {
  let text = "";
  for (let i = 0; i < octets.length; i += 1) {
    const septet = octets[i] ?? 0;
    if (septet !== ESCAPE) {
      text += main[septet] ?? REPLACEMENT;
      continue;
    }
    i += 1;
    const shifted = octets[i] ?? ESCAPE;
    text += shifted === ESCAPE ? " " : (shift.get(shifted) ?? main[shifted] ?? REPLACEMENT);
  }
  return text;
}

function decodeLatin1(octets: Uint8Array): string {
  let text = "";
  for (const octet of octets) text += String.fromCharCode(octet);
  return text;
}
