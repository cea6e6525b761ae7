import { lineFamily, type MarketPack } from "@whiteline/markets";
import type { Line } from "./line.js";

/** What happens to a line at once when a violation was confirmed; whatever is for ever waits for two people. */
export type Sanction = {
  readonly event: "revert" | "delist" | "suspend";
  /** In words, for the history. */
  readonly note: string;
};

/**
 * The sanction of the pack for a violation [ir.md §9]: a converted line is changed back at once, and
 * barred unless no source bars it; a line that is closed, and any other one, is suspended until people
 * decide. So is one for whose violation no source names a sanction: a confirmed violation is never
 * without effect (interpretation).
 */
export function sanctionOf(
  pack: MarketPack,
  line: Pick<Line, "providerId" | "family" | "type">,
  violation: string,
): Sanction {
  const isMeant = (rule: { readonly provider: string; readonly violation: string }) =>
    rule.provider === line.providerId && rule.violation === violation;
  const fine = pack.fines.find(
    (each) => isMeant(each) && (each.family ?? line.family) === line.family,
  );
  const sanction = pack.sanctions.find(isMeant);
  const source = fine?.source ?? sanction?.source ?? "no source names a sanction";
  const note = `${violation} [${source}]`;
  const isConverted = lineFamily(pack, line.family)?.conversion ?? false;
  const isClosed = fine === undefined && (sanction === undefined || sanction.lineClosed);
  if (isClosed || !isConverted || line.type !== "service") return { event: "suspend", note };
  const isBarred = fine === undefined ? sanction?.reapplyAllowed === false : !fine.reapplyAllowed;
  return { event: isBarred ? "revert" : "delist", note };
}
