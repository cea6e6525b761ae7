import type { MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";

export type ProviderKind = "operator" | "partner";

/** What an administrator recorded of a provider. */
export type ProviderRecord = {
  readonly providerId: string;
  readonly market: string;
  readonly kind: ProviderKind;
  /** Codes of the requirements that are met. */
  readonly met: readonly string[];
  /** Last day, as ISO date, on which a requirement is met; no entry = it has no end. */
  readonly validUntil: Readonly<Record<string, string>>;
  /** By the supervisor; nothing is sent through it, whatever it holds. */
  readonly suspended: boolean;
  readonly note: string;
  readonly version: number;
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

export type Requirement = {
  readonly code: string;
  readonly english: string;
  readonly source: string;
  readonly met: boolean;
  readonly asked: boolean;
  readonly validUntil: string;
};

export type Eligibility = {
  readonly eligible: boolean;
  /** Codes of what is asked and not met. */
  readonly missing: readonly string[];
  readonly requirements: readonly Requirement[];
};

/**
 * Whether anything may be sent through a provider (golden kind `tr.provider_eligibility`)
 * [tr.md §6; 003 · Licences, Risk]. In a market that asks nothing every provider is eligible; in one
 * that asks, a provider of whom nothing was recorded is not. A certificate counts to its last day.
 * @param today the market's own day as ISO date
 */
export function judgeProvider(
  pack: MarketPack,
  record: Pick<ProviderRecord, "kind" | "met" | "suspended" | "validUntil"> | undefined,
  today: string,
): Eligibility {
  const requirements = pack.providerRequirements.map(({ code, english, source, askedOf }) => ({
    code,
    english,
    source,
    met: (record?.met.includes(code) ?? false) && holdsOn(record?.validUntil[code], today),
    asked: record === undefined || askedOf.includes(record.kind),
    validUntil: record?.validUntil[code] ?? "",
  }));
  const missing = requirements.filter(({ asked, met }) => asked && !met).map(({ code }) => code);
  return { eligible: missing.length === 0 && record?.suspended !== true, missing, requirements };
}

function holdsOn(validUntil: string | undefined, today: string): boolean {
  return validUntil === undefined || today <= validUntil;
}

/** What stands between the provider and sending, in a few words; "" for nothing. */
export function lacksOf({ eligible, missing }: Eligibility): string {
  if (eligible) return "";
  return missing.length === 0 ? "it is suspended" : `missing: ${missing.join(", ")}`;
}

/** Why nothing can be applied for at this provider, when so. */
export function providerLacks(judged: Eligibility): readonly Finding[] {
  if (judged.eligible) return [];
  return [
    {
      code: "PROVIDER_NOT_ELIGIBLE",
      subject: "provider_id",
      rule: `Nothing is sent through a provider without its authorisations (${lacksOf(judged)}).`,
      source: "003 · Licences; Risk",
      remedy: "Choose another provider, or wait until this one has been recorded as eligible.",
    },
  ];
}
