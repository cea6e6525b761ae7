import { lineFamily, type MarketPack } from "@whiteline/markets";
import { machineOf } from "./application.js";
import { statusOf, type Line } from "./line.js";
import { lineTypesOf } from "./sender.js";

/** Whether its holder may ask that a line carries advertising: a number that became a service line by a case. */
export function isConvertible(line: Line): boolean {
  const { type, kind, applicationId } = line;
  const isThere = statusOf(line) !== "removed";
  return type === "service" && kind === "number" && isThere && applicationId !== null;
}

/**
 * What a holder may ask for with a line: "to_advertising" by a case of its own, "to_service" by an
 * application with its papers [IR-ASN-13].
 * @param isFree nothing bars another application for the number, and none is under way
 */
export function possibleRequests(
  pack: MarketPack,
  line: Line,
  { isFree, isChanging }: { readonly isFree: boolean; readonly isChanging: boolean },
): readonly ("to_advertising" | "to_service")[] {
  if (line.platform || isChanging) return [];
  if (isConvertible(line)) {
    return pack.lineLife.toAdvertising === null ? [] : ["to_advertising"];
  }
  const family = lineFamily(pack, line.family);
  const isHeld = line.type === "advertising" && statusOf(line) !== "removed";
  const isOffered =
    family !== undefined &&
    machineOf(pack, family.id) !== undefined &&
    lineTypesOf(family).includes("service");
  return isHeld && isOffered && isFree ? ["to_service"] : [];
}
