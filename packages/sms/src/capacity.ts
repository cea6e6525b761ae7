import { type Alphabet } from "./alphabet.js";
import { type Concat, MAX_OCTETS } from "./udh.js";

/** Septets (7-bit alphabets) or UTF-16 units (UCS-2) of a lone part, and of each of several. */
export type Capacity = { readonly single: number; readonly perPart: number };

const NATIONAL_OCTETS = 3;
const CONCAT_OCTETS: Readonly<Record<Concat, number>> = { "8bit": 5, "16bit": 6 };

function roomAfter(alphabet: Alphabet, elementOctets: number): number {
  const octets = MAX_OCTETS - (elementOctets === 0 ? 0 : elementOctets + 1);
  return alphabet === "ucs2" ? Math.floor(octets / 2) : Math.floor((octets * 8) / 7);
}

function computeCapacity(alphabet: Alphabet, concat: Concat): Capacity {
  const national = alphabet === "gsm7" || alphabet === "ucs2" ? 0 : NATIONAL_OCTETS;
  return {
    single: roomAfter(alphabet, national),
    perPart: roomAfter(alphabet, national + CONCAT_OCTETS[concat]),
  };
}

function computeAll(concat: Concat): Readonly<Record<Alphabet, Capacity>> {
  return {
    gsm7: computeCapacity("gsm7", concat),
    "gsm7-tr-single": computeCapacity("gsm7-tr-single", concat),
    "gsm7-tr-locking": computeCapacity("gsm7-tr-locking", concat),
    ucs2: computeCapacity("ucs2", concat),
  };
}

const capacities: Readonly<Record<Concat, Readonly<Record<Alphabet, Capacity>>>> = {
  "8bit": computeAll("8bit"),
  "16bit": computeAll("16bit"),
};

/**
 * What one part holds, computed from 140 octets less the header: 160/153 septets plain, 155/149
 * with a Turkish table, 70/67 units of UCS-2 (8-bit reference).
 */
export function capacityOf(alphabet: Alphabet, concat: Concat = "8bit"): Capacity {
  return capacities[concat][alphabet];
}
