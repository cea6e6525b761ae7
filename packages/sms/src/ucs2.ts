/** UCS-2 as phones use it, which is UTF-16, big-endian [3GPP TS 23.038, 6.2.3]. */

const REPLACEMENT = "\uFFFD";

export function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

export function isLowSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}

/** The place (in UTF-16 units) of the first surrogate without its partner, or -1. */
export function findLoneSurrogate(text: string): number {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (isLowSurrogate(unit)) return i;
    if (isHighSurrogate(unit)) {
      // NaN beyond the end is no low surrogate.
      if (!isLowSurrogate(text.charCodeAt(i + 1))) return i;
      i += 1;
    }
  }
  return -1;
}

/** Writes the text into `target` from `offset` on, two octets per UTF-16 unit. */
export function writeUcs2(text: string, target: Uint8Array, offset: number): void {
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    target[offset + 2 * i] = unit >> 8;
    target[offset + 2 * i + 1] = unit & 0xff;
  }
}

/**
 * Reads big-endian UTF-16. A surrogate without partner stays as it is, because a careless peer may
 * have cut the pair between two parts and joining them heals it. An odd last octet becomes U+FFFD.
 */
export function decodeUcs2(octets: Uint8Array): string {
  let text = "";
  for (let i = 0; i + 1 < octets.length; i += 2) {
    text += String.fromCharCode(((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0));
  }
  return octets.length % 2 === 0 ? text : text + REPLACEMENT;
}
