import type {
  SetPriceGroupRequest,
  SetPriceGroupResponse,
} from "@whiteline/contracts/pricing/v1/pricing";
import { localDay, markets } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { costAt } from "./domain/cost-at.js";
import { groupOf, isPriceGroup, type PriceGroup } from "./domain/price-group.js";
import type { Holder } from "./domain/wallet.js";
import type { HolderBook } from "./holders.js";
import { fromProposal } from "./proto-proposals.js";
import { fromPriceGroup } from "./proto.js";
import { tariffFor } from "./domain/segment-price.js";
import { decideByTwo, proposalDeed, proposalUnknown, type TwoPeople } from "./two-people.js";
import type { OnceStore } from "./store/once.js";
import type { ProviderTariffStore } from "./store/provider-tariffs.js";
import type { PriceGroupStore } from "./store/price-groups.js";
import { priceGroupSubject, type ProposalStore } from "./store/proposals.js";
import type { WithDeed } from "./with-deed.js";

export type PuttingPriceGroups = {
  readonly priceGroups: PriceGroupStore;
  readonly proposals: ProposalStore;
  readonly withDeed: WithDeed;
  readonly newId: () => string;
};

type Dependencies = TwoPeople &
  PuttingPriceGroups & {
    readonly tariffs: Pick<ProviderTariffStore, "list">;
    readonly once: Pick<OnceStore, "chargedByMonth">;
    readonly holders: HolderBook;
    readonly now: () => Date;
  };

/**
 * Finance says under which group a customer's messages go. What is reserved keeps its price. Two people decide where what
 * the customer sent in thirty days would cost much more or less: the first one's word waits.
 * @throws DomainError invalid PRICE_GROUP_UNKNOWN.
 */
export const setPriceGroup =
  (it: Dependencies) =>
  async (
    request: SetPriceGroupRequest,
    context: CallContextExt,
  ): Promise<SetPriceGroupResponse> => {
    const { holders, priceGroups, now } = it;
    const actor = actorOf(requireStaff(context, "finance"));
    const { tenantId, providerId, market } = await holders.meet(context, request.tenantId);
    const at = now();
    const { lineId, purpose, group } = request;
    const holder = { tenantId, providerId, market };
    requirePriceGroup(holder, { purpose, group }, at);
    const { fourEyes } = markets.get(market, at.toISOString());
    const moved = await movedBy(it, holder, { lineId, purpose, group, at });
    const subject = priceGroupSubject(tenantId, { lineId, purpose });
    const decided =
      moved < fourEyes.cost
        ? ({ kind: "decided", by: actor } as const)
        : await decideByTwo(it, {
            ...{ subject, tenantId, providerId, by: actor, at },
            wanted: { kind: "price_group", lineId, purpose, group },
            before: { group: await groupBefore(it, tenantId, { lineId, purpose }) },
            after: { group, line: lineId, purpose },
          });
    if (decided.kind === "waits") {
      const groups = (await priceGroups.of(tenantId)).map(fromPriceGroup);
      return { groups, waiting: fromProposal(decided.proposal) };
    }
    await putPriceGroup(it, holder, { lineId, purpose, group, at, ...decided });
    return { groups: (await priceGroups.of(tenantId)).map(fromPriceGroup), waiting: undefined };
  };

/** @throws DomainError invalid PRICE_GROUP_UNKNOWN. */
export const requirePriceGroup = (
  { providerId, market }: Pick<Holder, "providerId" | "market">,
  named: { readonly purpose: string; readonly group: string },
  at: Date,
): void => {
  if (isPriceGroup(markets.get(market, at.toISOString()), providerId, named)) return;
  throw new DomainError(
    "invalid",
    "PRICE_GROUP_UNKNOWN",
    "The provider has no price list for this group, or the market no such purpose.",
    { remedy: "Take group and purpose from the provider's price lists." },
  );
};

const groupBefore = async (
  { priceGroups }: Pick<PuttingPriceGroups, "priceGroups">,
  tenantId: string,
  { lineId, purpose }: Pick<PriceGroup, "lineId" | "purpose">,
): Promise<string> => {
  const known = await priceGroups.of(tenantId);
  return known.find((each) => each.lineId === lineId && each.purpose === purpose)?.group ?? "";
};

/**
 * Puts a group in force that was decided; a comma stands between two people. What they decided must still wait; whoever
 * decides alone takes back what waits for something else.
 * @throws DomainError not_found PROPOSAL_UNKNOWN
 */
export const putPriceGroup = async (
  it: PuttingPriceGroups,
  { tenantId, providerId }: Pick<Holder, "tenantId" | "providerId">,
  { by, proposalId, ...set }: PriceGroup & { readonly by: string; readonly proposalId?: string },
): Promise<void> => {
  const before = { group: await groupBefore(it, tenantId, set) };
  const { lineId: line, purpose, group, at } = set;
  const [first = "", second] = by.split(",");
  const proposed = second === undefined ? {} : { proposed_by: first };
  await it.withDeed(async (session) => {
    const waiting = await it.proposals.of(priceGroupSubject(tenantId, set), session);
    const isNew = proposalId !== undefined || group !== before.group;
    const ended = isNew ? waiting : undefined;
    if (proposalId !== undefined && ended?.proposalId !== proposalId) throw proposalUnknown();
    if (ended !== undefined) {
      const decided = { decidedBy: second ?? first, decidedAt: at };
      await (proposalId === undefined
        ? it.proposals.withdraw(ended, session)
        : it.proposals.decide(ended, decided, session));
    }
    await it.priceGroups.set(tenantId, set, by, session);
    const about = { entryId: it.newId(), tenantId, providerId, actor: second ?? first, at };
    const what = { action: "price_group.set", subject: `tenant:${tenantId}` };
    const after = { group, line, purpose, ...proposed };
    const recalled =
      ended && proposalId === undefined ? proposalDeed(ended, "recalled", { by, at }) : undefined;
    return { done: undefined, deed: { ...about, ...what, before, after }, recalled };
  });
};

const DAYS_BACK_MS = 30 * 86_400_000;

/** How much more or less a customer's messages of thirty days would cost under another group; minor units. */
const movedBy = async (
  { priceGroups, tariffs, once }: Dependencies,
  { tenantId, providerId, market }: Pick<Holder, "tenantId" | "providerId" | "market">,
  set: PriceGroup,
): Promise<bigint> => {
  const { at, lineId, purpose } = set;
  const pack = markets.get(market, at.toISOString());
  const groups = await priceGroups.of(tenantId);
  const others = groups.filter((each) => each.lineId !== lineId || each.purpose !== purpose);
  const lists = await tariffs.list(providerId, "active");
  const [from, to] = [new Date(at.getTime() - DAYS_BACK_MS), at];
  const charged = await once.chargedByMonth([tenantId], { from, to }, pack);
  const sent =
    purpose === ""
      ? charged
      : charged.filter((each) => each.purpose === undefined || each.purpose === purpose);
  const day = localDay(pack, at.toISOString());
  const families = ["", ...pack.families.map(({ id }) => id)];
  const purposes = purpose === "" ? ["", ...pack.content.purposes.map(({ id }) => id)] : [purpose];
  // By which line it went is not known of what was sent, nor its kind of what was sent before that was kept: what it moves most.
  const differences = families.flatMap((family) =>
    purposes.map((meant) => {
      const costUnder = (known: readonly PriceGroup[]): bigint => {
        const group = groupOf(pack, known, { providerId, lineId, purpose: meant });
        const sender = { tenantId, providerId, family, purpose: meant, group, platform: false };
        const choice = tariffFor(pack, sender, { lists, day });
        return costAt(pack, sent, choice.kind === "tariff" ? choice.tariff : undefined);
      };
      const difference = costUnder([...others, set]) - costUnder(groups);
      return difference < 0n ? -difference : difference;
    }),
  );
  return differences.reduce((most, each) => (each > most ? each : most), 0n);
};
