/** Persian (U+06F0…) and Arabic (U+0660…) digits as ASCII; everything else stays [delivery.md · 8]. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}

/** What a person typed into a field of text: trimmed, inner blanks single, canonical composition. */
export function tidyText(text: string): string {
  return text.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** Control characters, which no name, code or file name carries and which deceive readers of lists. */
export function hasControlCharacters(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/**
 * Whether the text has the shape of an e-mail address: one @, a dotted domain of letters, digits and
 * hyphens, at most 254 characters. Shape only; whether it exists is seen when it is written to.
 */
export function isEmailShaped(text: string): boolean {
  const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  const shape = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@(?:${label}\\.)+${label}$`, "iu");
  return text.length <= 254 && shape.test(text);
}

/** Whether the text is the address of a site: http, https or nothing before a dotted name. Shape only. */
export function isSiteShaped(text: string): boolean {
  const address = /^[a-z][a-z0-9+.-]*:/iu.test(text) ? text : `https://${text}`;
  if (/\s/u.test(text) || !URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/u.test(protocol) && /[^.]\.[^.]/u.test(hostname);
}
