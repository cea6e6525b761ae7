import type { CheckedRecipient } from "@whiteline/contracts/lists/v1/lists";
import { normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { findingsOf } from "./domain/audience.js";
import type { Line } from "./proto.js";
import { findReach, packOf, type ReachStores } from "./reach.js";
import type { OptOutStore } from "./store/opt-outs.js";

/** A coalesced group of singles; more is a campaign. */
const MOST_NUMBERS = 10_000;

export type CheckStores = ReachStores & { readonly optOuts: OptOutStore };

/**
 * Answers for each number, in the order asked, what speaks against it: three queries per group at most, none per
 * number. Refusals are asked of the database each time, so that one recorded anywhere counts from its answer on.
 * @throws DomainError MARKET_UNKNOWN, TOO_MANY_NUMBERS
 */
export async function checkRecipients(
  stores: CheckStores,
  tenantId: string,
  line: Line,
  numbers: readonly string[],
): Promise<{ readonly recipients: readonly CheckedRecipient[]; readonly listVersion: bigint }> {
  refuseMoreThan(MOST_NUMBERS, numbers);
  const pack = packOf(line.market);
  const read = numbers.map((number) => normaliseNumber(pack, number));
  const msisdns = read.flatMap((number) => (number.kind === "ok" ? [Number(number.e164)] : []));
  const [reach, optedOut] = await Promise.all([
    findReach(stores, tenantId, line),
    stores.optOuts.among(tenantId, line.lineId, msisdns),
  ]);
  const refusals = { ...reach, isOptedOut: (msisdn: number) => optedOut.has(msisdn) };
  const recipients = read.map((number): CheckedRecipient => {
    if (number.kind === "refused")
      return { msisdn: 0n, operator: "", refusalCode: number.code, findings: [] };
    const msisdn = Number(number.e164);
    const findings = findingsOf(line, refusals, msisdn);
    return { msisdn: BigInt(msisdn), operator: number.operator, refusalCode: "", findings };
  });
  return { recipients, listVersion: BigInt(reach.governing?.version ?? 0) };
}

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
