import { draftMarket, type MarketPack } from "@whiteline/markets";
import type { Draft } from "./replay.js";

/** A draft as staff write it, see docs/policies/README.md. */
export type PolicyDraft = { readonly market: string; readonly name: string; readonly draft: Draft };

export type ReadDraft =
  | { readonly kind: "ok"; readonly policy: PolicyDraft }
  | { readonly kind: "refused"; readonly faults: readonly string[] };

const known = ["market", "name", "holdAbove", "rules", "$comment"];
/** Sections of a pack that judge; a draft of anything else would show nothing. */
const sections = ["content", "gates", "sendWindows", "optOutWords", "frequencyCaps"];

/**
 * Reads a draft: which market, what it is called, and an overlay on the rules of that market. Every
 * fault is told at once; what does not load as a pack is not replayed.
 */
export const readDraft = (
  json: string,
  packOf: (market: string) => MarketPack | undefined,
): ReadDraft => {
  const refused = (...faults: readonly string[]): ReadDraft => ({ kind: "refused", faults });
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return refused("the draft is not JSON");
  }
  if (!isRecord(value)) return refused("the draft is no JSON object");
  const { market, name, holdAbove, rules = {} } = value;
  const faults = Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${key}: there is no such field; known are ${known.join(", ")}`);
  if (typeof name !== "string" || name.trim() === "") faults.push("name: give the draft a name");
  if (holdAbove !== undefined && !(Number.isInteger(holdAbove) && Number(holdAbove) >= 0)) {
    faults.push("holdAbove: expected a whole number, 0 or more");
  }
  const pack = typeof market === "string" ? packOf(market) : undefined;
  if (pack === undefined) faults.push("market: there is no such market");
  if (!isRecord(rules)) return refused(...faults, "rules: expected an object");
  for (const section of Object.keys(rules)) {
    if (!sections.includes(section)) {
      faults.push(`rules.${section}: only ${sections.join(", ")} judge texts`);
    }
  }
  if (pack === undefined || faults.length > 0) return refused(...faults);
  const drafted = draftMarket(pack, rules);
  if (drafted.kind === "refused") return refused(...drafted.faults);
  return {
    kind: "ok",
    policy: {
      market: pack.code,
      name: String(name),
      draft: {
        pack: drafted.pack,
        holdAbove: typeof holdAbove === "number" ? holdAbove : undefined,
      },
    },
  };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
