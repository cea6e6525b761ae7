import type {
  SetPriceGroupRequest,
  SetPriceGroupResponse,
} from "@whiteline/contracts/pricing/v1/pricing";
import { markets } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { isPriceGroup } from "./domain/price-group.js";
import type { HolderBook } from "./holders.js";
import { fromPriceGroup } from "./proto.js";
import type { PriceGroupStore } from "./store/price-groups.js";

type Dependencies = {
  readonly holders: HolderBook;
  readonly priceGroups: PriceGroupStore;
  readonly now: () => Date;
};

/**
 * Finance says under which group a customer's messages go. What is reserved keeps its price.
 * @throws DomainError invalid PRICE_GROUP_UNKNOWN.
 */
export const setPriceGroup =
  ({ holders, priceGroups, now }: Dependencies) =>
  async (
    request: SetPriceGroupRequest,
    context: CallContextExt,
  ): Promise<SetPriceGroupResponse> => {
    const actor = actorOf(requireStaff(context, "finance"));
    const { tenantId, providerId, market } = await holders.meet(context, request.tenantId);
    const at = now();
    const { lineId, purpose, group } = request;
    if (!isPriceGroup(markets.get(market, at.toISOString()), providerId, { purpose, group })) {
      throw new DomainError(
        "invalid",
        "PRICE_GROUP_UNKNOWN",
        "The provider has no price list for this group, or the market no such purpose.",
        { remedy: "Take group and purpose from the provider's price lists." },
      );
    }
    await priceGroups.set(tenantId, { lineId, purpose, group, at }, actor);
    return { groups: (await priceGroups.of(tenantId)).map(fromPriceGroup) };
  };
