import { customerListRules, type MarketPack } from "@whiteline/markets";
import type { Application } from "./application.js";
import type { ApplicationContent } from "./completeness.js";
import { toAsciiDigits } from "./written-text.js";

/**
 * The holding whose companies share one list, and the list that is filed; null where the provider does
 * not ask or the company is in none [002 · General 5].
 */
export function holdingOf(
  pack: MarketPack,
  {
    providerId,
    family,
    applicant,
    customerListImportId: importId,
  }: Pick<ApplicationContent, "providerId" | "family" | "applicant" | "customerListImportId">,
): Application["holding"] {
  const fact = customerListRules(pack, providerId, family)?.holdingFact;
  const said = fact == null ? undefined : applicant.facts[fact];
  const id = toAsciiDigits(said ?? "").replace(/\s/gu, "");
  return id === "" || importId === "" ? null : { id, importId };
}
