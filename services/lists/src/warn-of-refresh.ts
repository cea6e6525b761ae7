import type { Finding } from "@whiteline/contracts/common/v1/finding";
import type { Line as RegistryLine } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { customerListRules, markets } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { dutiesOf } from "./domain/list-duty.js";
import type { Line } from "./proto.js";

export type Warning = {
  /** As lines-registry tells it now; undefined: there is none. */
  readonly askLine: (tenantId: string, lineId: string) => Promise<RegistryLine | undefined>;
};

/**
 * What the list that governs a line has to be told to who sends over it: a refresh that is overdue, where the provider
 * lets it warn [000 · Conditions]. It stops nothing, so that a registry which is away does not either.
 */
export async function warnOfRefresh(
  { askLine }: Warning,
  tenantId: string,
  { lineId, market, governedByList }: Line,
): Promise<readonly Finding[]> {
  if (!governedByList) return [];
  try {
    const line = await askLine(tenantId, lineId);
    const refresh = line?.listRefresh?.state ?? "";
    if (line === undefined || refresh !== "overdue") return [];
    const rules = customerListRules(markets.get(market), line.providerId, line.family);
    if (rules?.periodicRefreshOnCall !== true) return [];
    const nothingElse = { listVersion: 1, withdrawnMembers: 0, secondList: "none" } as const;
    return dutiesOf({ rules, refresh, ...nothingElse }).map((duty) => ({
      ...duty,
      subject: line.number,
    }));
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}
