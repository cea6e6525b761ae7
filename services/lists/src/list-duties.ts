import type { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { LineDuty } from "@whiteline/contracts/lists/v1/list_versions";
import { customerListRules, markets, type CustomerListRules } from "@whiteline/markets";
import {
  DomainError,
  type CallOptions,
  type Client,
  type ServiceTokens,
} from "@whiteline/service-kit";
import { dutiesOf, fileNameOf, type GovernedLine } from "./domain/list-duty.js";
import type { CustomerList, ListVersion } from "./domain/list.js";
import type { LineStore } from "./store/lines.js";
import type { ListStore } from "./store/lists.js";
import type { MemberStore } from "./store/members.js";
import type { OptOutStore } from "./store/opt-outs.js";

type Deps = {
  readonly lists: ListStore;
  readonly members: MemberStore;
  readonly optOuts: OptOutStore;
  readonly lines: LineStore;
  readonly registry: Client<typeof LinesRegistryServiceDefinition>;
  readonly tokens: ServiceTokens;
};

/**
 * What the lines that a list governs demand of it now. The registry is asked for each line, because it calls for new
 * lists.
 * @throws DomainError unavailable while lines-registry is away
 */
export async function listDuties(
  deps: Deps,
  list: CustomerList,
  signal: AbortSignal,
): Promise<{ readonly lines: readonly LineDuty[]; readonly withdrawnMembers: number }> {
  const { tenantId, governsLineIds } = list;
  const withdrawnMembers = await countWithdrawn(deps, list, signal);
  const options = { ...(await deps.tokens.forTenant(tenantId)), signal };
  const lines: LineDuty[] = [];
  for (const lineId of governsLineIds) {
    const { line } = await deps.registry.getLine({ lineId }, options);
    if (line === undefined) continue;
    const { providerId, family, number, listRefresh } = line;
    const rules = rulesOf(list.market, providerId, family);
    const refresh = listRefresh?.state ?? "";
    const secondList = await findSecondList(deps, list, { lineId, rules }, options);
    const facts = { rules, refresh, listVersion: list.version, withdrawnMembers, secondList };
    lines.push({
      lineId,
      providerId,
      family,
      number,
      refresh,
      calledAt: listRefresh?.calledAt,
      dueOn: listRefresh?.dueOn ?? "",
      overdueEffect: rules?.periodicRefreshOnCall === true ? rules.overdueRefresh : "",
      fileName: fileNameOf(rules, number),
      findings: dutiesOf(facts).map((duty) => ({ ...duty, subject: number })),
    });
  }
  return { lines, withdrawnMembers };
}

/**
 * Refuses that a list governs a line when another list of the tenant governs one of the same provider, where that
 * provider takes one list per holding [002 · General 5, IR-KND-10]. Lines not heard of yet are judged when their duties
 * are asked for.
 * @throws DomainError holding_has_another_list
 */
export async function refuseSecondList(
  deps: Pick<Deps, "lists" | "lines">,
  list: Pick<CustomerList, "tenantId" | "listId" | "market" | "governsLineIds">,
): Promise<void> {
  const lines = await deps.lines.named(list.tenantId, list.governsLineIds);
  for (const { providerId = "", family = "" } of lines) {
    const rules = rulesOf(list.market, providerId, family);
    if (!(await holdsSecondList(deps, list, rules))) continue;
    throw new DomainError(
      "precondition",
      "holding_has_another_list",
      "A holding cannot register several different customer lists.",
      { remedy: "Let the list that governs your other lines govern this one too." },
    );
  }
}

/** A sister company's list counts when it holds other numbers; both are compared as they are now. */
async function findSecondList(
  deps: Deps,
  list: CustomerList,
  line: { readonly lineId: string; readonly rules: CustomerListRules | undefined },
  options: CallOptions,
): Promise<GovernedLine["secondList"]> {
  const { lineId, rules } = line;
  if (rules?.oneListPerHolding !== true) return "none";
  if (await holdsSecondList(deps, list, rules)) return "own";
  const ours = await deps.lists.version(list.tenantId, list.listId, 0);
  if (ours === undefined) return "none";
  const { lines: sisters } = await deps.registry.listSisterLines({ lineId }, options);
  for (const sister of sisters) {
    const theirs = await deps.lists.governing(sister.tenantId, sister.lineId);
    if (theirs !== undefined && !(await isSame(deps.members, ours, theirs))) return "of_sister";
  }
  return "none";
}

async function isSame(members: MemberStore, one: ListVersion, other: ListVersion) {
  if (one.members !== other.members) return false;
  const numbers = await members.numbers(one.build);
  for await (const { msisdns } of members.read(other.build, []))
    if (!msisdns.every((msisdn) => numbers.has(msisdn))) return false;
  return true;
}

async function holdsSecondList(
  { lists, lines }: Pick<Deps, "lists" | "lines">,
  list: Pick<CustomerList, "tenantId" | "listId" | "market">,
  rules: CustomerListRules | undefined,
): Promise<boolean> {
  if (rules?.oneListPerHolding !== true) return false;
  const others = (await lists.all(list.tenantId)).filter(({ listId }) => listId !== list.listId);
  const governed = await lines.named(
    list.tenantId,
    others.flatMap(({ governsLineIds }) => governsLineIds),
  );
  return governed.some(
    ({ providerId = "", family = "" }) =>
      providerId === rules.provider &&
      rulesOf(list.market, providerId, family)?.oneListPerHolding === true,
  );
}

async function countWithdrawn(
  { lists, members, optOuts }: Deps,
  { tenantId, listId, governsLineIds }: CustomerList,
  signal: AbortSignal,
): Promise<number> {
  const version = await lists.version(tenantId, listId, 0);
  if (version === undefined || governsLineIds.length === 0) return 0;
  let count = 0;
  for await (const { msisdns } of members.read(version.build, [])) {
    signal.throwIfAborted();
    const withdrawn = new Set<number>();
    for (const lineId of governsLineIds) {
      for (const msisdn of await optOuts.among(tenantId, lineId, msisdns)) withdrawn.add(msisdn);
    }
    count += withdrawn.size;
  }
  return count;
}

function rulesOf(market: string, provider: string, family: string): CustomerListRules | undefined {
  return customerListRules(markets.get(market), provider, family);
}
