import { lineFamily, type MarketPack } from "@whiteline/markets";
import type { Line } from "./line.js";

/** What happens to a line at once when a violation was confirmed; whatever is for ever waits for two people. */
export type Sanction = {
  readonly event: "revert" | "suspend";
  /** In words, for the history. */
  readonly note: string;
};

/**
 * The sanction of the pack for a violation [ir.md §9]: a converted line is changed back at once, any
 * other line is suspended until people decide. Undefined for a violation that the pack does not know.
 */
export function sanctionOf(
  pack: MarketPack,
  line: Pick<Line, "providerId" | "family" | "type">,
  violation: string,
): Sanction | undefined {
  const isMeant = (rule: { readonly provider: string; readonly violation: string }) =>
    rule.provider === line.providerId && rule.violation === violation;
  const rule =
    pack.fines.find((fine) => isMeant(fine) && (fine.family ?? line.family) === line.family) ??
    pack.sanctions.find(isMeant);
  if (rule === undefined) return undefined;
  const isConverted = lineFamily(pack, line.family)?.conversion ?? false;
  const note = `${violation} [${rule.source}]`;
  return { event: isConverted && line.type === "service" ? "revert" : "suspend", note };
}
