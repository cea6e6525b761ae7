import type {
  SetPriceGroupRequest,
  SetPriceGroupResponse,
} from "@whiteline/contracts/pricing/v1/pricing";
import { localDay, markets } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { groupOf, isPriceGroup, type PriceGroup } from "./domain/price-group.js";
import type { Holder } from "./domain/wallet.js";
import type { HolderBook } from "./holders.js";
import { fromProposal } from "./proto-proposals.js";
import { fromPriceGroup } from "./proto.js";
import { costAt } from "./tariff-reach.js";
import { tariffFor } from "./domain/segment-price.js";
import { decideByTwo, type TwoPeople } from "./two-people.js";
import type { OnceStore } from "./store/once.js";
import type { ProviderTariffStore } from "./store/provider-tariffs.js";
import type { PriceGroupStore } from "./store/price-groups.js";
import type { WithDeed } from "./with-deed.js";

export type PuttingPriceGroups = {
  readonly priceGroups: PriceGroupStore;
  readonly withDeed: WithDeed;
  readonly newId: () => string;
};

type Dependencies = TwoPeople &
  PuttingPriceGroups & {
    readonly tariffs: Pick<ProviderTariffStore, "list">;
    readonly once: Pick<OnceStore, "chargedWithin">;
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
    const pack = markets.get(market, at.toISOString());
    if (!isPriceGroup(pack, providerId, { purpose, group })) {
      throw new DomainError(
        "invalid",
        "PRICE_GROUP_UNKNOWN",
        "The provider has no price list for this group, or the market no such purpose.",
        { remedy: "Take group and purpose from the provider's price lists." },
      );
    }
    const { fourEyes } = pack;
    const holder = { tenantId, providerId, market };
    const moved = await movedBy(it, holder, { lineId, purpose, group, at });
    const subject = `price_group:${JSON.stringify([tenantId, lineId, purpose])}`;
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
    const { by } = decided;
    await putPriceGroup(it, { tenantId, providerId }, { lineId, purpose, group, at, by });
    await it.proposals.remove(subject);
    return { groups: (await priceGroups.of(tenantId)).map(fromPriceGroup), waiting: undefined };
  };

const groupBefore = async (
  { priceGroups }: Pick<PuttingPriceGroups, "priceGroups">,
  tenantId: string,
  { lineId, purpose }: Pick<PriceGroup, "lineId" | "purpose">,
): Promise<string> => {
  const known = await priceGroups.of(tenantId);
  return known.find((each) => each.lineId === lineId && each.purpose === purpose)?.group ?? "";
};

/** Puts a group in force that was decided; a comma stands between two people. */
export const putPriceGroup = async (
  it: PuttingPriceGroups,
  { tenantId, providerId }: Pick<Holder, "tenantId" | "providerId">,
  { by, ...set }: PriceGroup & { readonly by: string },
): Promise<void> => {
  const before = { group: await groupBefore(it, tenantId, set) };
  const { lineId: line, purpose, group, at } = set;
  const [first = "", second] = by.split(",");
  const proposed = second === undefined ? {} : { proposed_by: first };
  await it.withDeed(async (session) => {
    await it.priceGroups.set(tenantId, set, by, session);
    const about = { entryId: it.newId(), tenantId, providerId, actor: second ?? first, at };
    const what = { action: "price_group.set", subject: `tenant:${tenantId}` };
    const after = { group, line, purpose, ...proposed };
    return { done: undefined, deed: { ...about, ...what, before, after } };
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
  const sent = await once.chargedWithin([tenantId], [{ from, to }]);
  const day = localDay(pack, at.toISOString());
  const families = ["", ...pack.families.map(({ id }) => id)];
  const purposes = purpose === "" ? ["", ...pack.content.purposes.map(({ id }) => id)] : [purpose];
  // What was sent is not known by family and purpose: the one that it moves most.
  const differences = families.flatMap((family) =>
    purposes.map((meant) => {
      const costUnder = (known: readonly PriceGroup[]): bigint => {
        const group = groupOf(known, { lineId, purpose: meant });
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
