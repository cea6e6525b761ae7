import { toMinor, type Money } from "../language/formats.js";

/** Whether a forecast stays below what was allowed; nothing typed allows anything. */
export function isWithinMax(typed: string, total: Money | undefined): boolean {
  if (typed.trim() === "" || total === undefined) return typed.trim() === "";
  const most = toMinor(typed, total.currency);
  return most !== undefined && BigInt(total.minor) <= BigInt(most);
}
