/** Shortest password that accounts takes. */
export const SHORTEST_PASSWORD = 10;

/** Whether a text may be an e-mail address; accounts judges it for good. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
}
