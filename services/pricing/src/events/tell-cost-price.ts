import { TrailExtended } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox } from "@whiteline/events";
import type { CostPrice } from "../domain/cost-price.js";

/** Adds that an operator's price was recorded to the outbox of its transaction, for the provider's audit trail. */
export const tellCostPrice = async (
  outbox: Pick<Outbox, "add">,
  session: Parameters<Outbox["add"]>[0],
  price: CostPrice,
  entryId: string,
): Promise<void> => {
  const { providerId, operator, script, currency, perPart, effectiveFrom } = price;
  const after = {
    amount: perPart.toString(),
    currency,
    effective_from: effectiveFrom,
    ...(script !== "" && { script }),
  };
  const entry = {
    ...{ entryId, tenantId: "", providerId, actor: price.recordedBy, at: price.recordedAt },
    ...{
      action: "cost_price.recorded",
      subject: `operator:${operator}`,
      before: {},
      after,
      codes: [],
    },
  };
  await outbox.add(session, TrailExtended, entry, `trail:${entryId}`);
};
