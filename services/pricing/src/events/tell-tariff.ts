import { TariffActivated } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox } from "@whiteline/events";
import type { ProviderTariff } from "../domain/provider-tariff.js";

/** Adds that a price list was put in force to the outbox of its transaction. */
export const tellTariff = async (
  outbox: Pick<Outbox, "add">,
  session: Parameters<Outbox["add"]>[0],
  { tariffId, providerId, market, tenantId, effectiveFrom }: ProviderTariff,
  at: Date,
): Promise<void> => {
  const told = { tariffId, providerId, market, tenantId, effectiveFrom, at };
  await outbox.add(session, TariffActivated, told, `tariff:${providerId}:${tariffId}`);
};
