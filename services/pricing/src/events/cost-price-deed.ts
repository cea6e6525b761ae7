import type { TrailDeed } from "@whiteline/events";
import type { CostPrice } from "../domain/cost-price.js";

/** That an operator's price was recorded, for the provider's audit trail. */
export const costPriceDeed = (price: CostPrice, entryId: string): TrailDeed => {
  const { providerId, operator, script, currency, perPart, effectiveFrom } = price;
  return {
    ...{ entryId, tenantId: "", providerId, actor: price.recordedBy, at: price.recordedAt },
    action: "cost_price.recorded",
    subject: `operator:${operator}`,
    after: {
      amount: perPart.toString(),
      currency,
      effective_from: effectiveFrom,
      ...(script !== "" && { script }),
    },
  };
};
