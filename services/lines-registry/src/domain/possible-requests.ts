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

/** Kinds of traffic for which a name may still be declared by a case of its own; none where senders carry any. */
export function addablePurposes(pack: MarketPack, line: Line): readonly string[] {
  const fact = lineFamily(pack, line.family)?.purposeFact ?? null;
  const isThere = statusOf(line) !== "removed";
  if (fact === null || !isThere || machineOf(pack, line.family, "purposes") === undefined)
    return [];
  const asked = pack.facts.find(({ id }) => id === fact)?.values ?? [];
  return asked.filter((purpose) => !(line.purposes ?? []).includes(purpose));
}

/** What a name of which nothing is known carries now, and carries no more once it is declared for these alone. */
export function stoppingPurposes(
  pack: MarketPack,
  line: Line,
  wanted: readonly string[],
): readonly string[] {
  const isKnown = (line.purposes ?? []).length > 0;
  return isKnown ? [] : addablePurposes(pack, line).filter((each) => !wanted.includes(each));
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
): readonly ("to_advertising" | "to_service" | "purposes")[] {
  if (line.platform || isChanging) return [];
  if (addablePurposes(pack, line).length > 0) return ["purposes"];
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
