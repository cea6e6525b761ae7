import type { CheckedRecipient } from "@whiteline/contracts/lists/v1/lists";
import { normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { findingsOf, type Finding } from "./domain/audience.js";
import type { Line } from "./proto.js";
import { askGroup, countGroup, findReach, type ReachStores } from "./reach.js";
import type { RegistrySync } from "./registry/synchronise.js";
import type { PortabilityStore } from "./store/portability.js";

/** A coalesced group of singles; more is a campaign. */
export const MOST_NUMBERS = 10_000;

export type RecipientStores = ReachStores & {
  readonly portability: PortabilityStore;
  readonly registry: Pick<RegistrySync, "barredAmong">;
};

export type RecipientQuestion = {
  readonly line: Line;
  readonly numbers: readonly string[];
  /** Empty: the strictest that fits the line. */
  readonly traffic: string;
  /** Per number, or one for all, or none. */
  readonly digests: readonly bigint[];
  /** Empty: only asked. */
  readonly countAs: string;
};

/**
 * Answers for each number, in the order asked, what speaks against it: a few queries per group, none per number.
 * Refusals are asked of the database each time, so that one recorded anywhere counts from its answer on. Those that
 * nothing speaks against are counted as sent when a name is given, and what a limit then bars is told. As for an audience,
 * ported numbers are overlaid and a registry that was not heard lately is asked itself.
 * @throws DomainError MARKET_UNKNOWN, TRAFFIC_UNKNOWN, TOO_MANY_NUMBERS; unavailable while the registry is needed and away
 */
export async function checkRecipients(
  stores: RecipientStores,
  tenantId: string,
  { line, numbers, traffic, digests, countAs }: RecipientQuestion,
): Promise<{ readonly recipients: readonly CheckedRecipient[]; readonly listVersion: bigint }> {
  refuseMoreThan(MOST_NUMBERS, numbers);
  const reach = await findReach(stores, tenantId, line, traffic);
  const read = numbers.map((number) => normaliseNumber(reach.pack, number));
  const slots = read.flatMap((number, i) =>
    number.kind === "ok"
      ? [{ msisdn: Number(number.e164), digest: digests.length === 1 ? digests[0] : digests[i] }]
      : [],
  );
  const msisdns = slots.map(({ msisdn }) => msisdn);
  const given = slots.map(({ digest = 0n }) => digest);
  const [asked, barred, { operatorOf }] = await Promise.all([
    askGroup(stores, reach, { msisdns, digests: given }),
    reach.rules.needsConsent
      ? stores.registry.barredAmong(tenantId, reach.pack, msisdns)
      : new Set<number>(),
    stores.portability.current(line.market),
  ]);
  const found = new Map<number, readonly Finding[]>();
  for (const msisdn of msisdns) {
    const findings = findingsOf(reach.rules, asked, msisdn);
    const known = !barred.has(msisdn) || findings.includes("no_consent");
    found.set(msisdn, known ? findings : ["no_consent", ...findings]);
  }
  if (countAs !== "") {
    // A limit that was reached by this very group, counted before, is not counted against it again.
    const open = slots.filter(({ msisdn }) => found.get(msisdn)?.every(isLimit) ?? false);
    const limited = await countGroup(
      stores,
      reach,
      { msisdns: open.map(({ msisdn }) => msisdn), digests: open.map(({ digest = 0n }) => digest) },
      countAs,
    );
    for (const { msisdn } of open) {
      const limit = limited.get(msisdn);
      found.set(msisdn, limit === undefined ? [] : [limit]);
    }
  }
  const recipients = read.map((number): CheckedRecipient => {
    if (number.kind === "refused")
      return { msisdn: 0n, operator: "", refusalCode: number.code, findings: [] };
    const msisdn = Number(number.e164);
    const findings = [...(found.get(msisdn) ?? [])];
    const operator = operatorOf(msisdn) ?? number.operator;
    return { msisdn: BigInt(msisdn), operator, refusalCode: "", findings };
  });
  return { recipients, listVersion: BigInt(reach.governing?.version ?? 0) };
}

const isLimit = (finding: Finding): boolean =>
  finding === "frequency_cap" || finding === "same_text_same_day";

/** @throws DomainError TOO_MANY_NUMBERS */
export function refuseMoreThan(most: number, numbers: readonly string[]): void {
  if (numbers.length <= most) return;
  throw new DomainError(
    "invalid",
    "TOO_MANY_NUMBERS",
    `At most ${most} numbers fit into one call.`,
    {
      remedy: "Import the numbers as a list, or divide them among several calls.",
    },
  );
}
