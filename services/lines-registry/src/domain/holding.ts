import { customerListRules, type MarketPack } from "@whiteline/markets";
import type { Holding } from "./application.js";
import type { ApplicationContent } from "./completeness.js";
import { toAsciiDigits } from "./written-text.js";

/**
 * The holding whose companies share one list, and the list that is filed; null where the provider does
 * not ask or the company is in none [002 · General 5].
 * @param digest of what the list holds; "" = unknown
 */
export function holdingOf(
  pack: MarketPack,
  {
    providerId,
    family,
    applicant,
    customerListImportId: importId,
  }: Pick<ApplicationContent, "providerId" | "family" | "applicant" | "customerListImportId">,
  digest: string,
): Holding | null {
  const fact = customerListRules(pack, providerId, family)?.holdingFact;
  const said = fact == null ? undefined : applicant.facts[fact];
  const id = toAsciiDigits(said ?? "").replace(/\s/gu, "");
  return id === "" || importId === "" ? null : { id, importId, digest };
}

/** Whether two companies file the same list: one upload, or two that hold the same numbers. */
export function isSameList(
  a: Pick<Holding, "importId" | "digest">,
  b: Pick<Holding, "importId" | "digest">,
): boolean {
  const { digest = "" } = a;
  return a.importId === b.importId || (digest !== "" && digest === b.digest);
}
