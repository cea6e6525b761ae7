import { TariffActivated } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox, TellTrail } from "@whiteline/events";
import type { ProviderTariff } from "../domain/provider-tariff.js";
import type { ListDeed } from "../store/keep-list.js";

/** Adds what was done with a price list to the outbox of its transaction: to the trail, and to all when it is put in force. */
export const tellTariff = async (
  { outbox, tellTrail }: { readonly outbox: Pick<Outbox, "add">; readonly tellTrail: TellTrail },
  session: Parameters<Outbox["add"]>[0],
  { list, deed, at }: { readonly list: ProviderTariff; readonly deed: ListDeed; readonly at: Date },
): Promise<void> => {
  const { tariffId, providerId, market, tenantId, version } = list;
  const effectiveFrom = list.pending?.effectiveFrom ?? list.effectiveFrom;
  const entryId = `tariff:${providerId}:${tariffId}:${version}`;
  const trail = {
    ...{ entryId, tenantId, providerId, at, actor: deed.by },
    action: deed.action,
    subject: `tariff:${tariffId}`,
    after: effectiveFrom === "" ? {} : { effective_from: effectiveFrom },
  };
  await tellTrail(session, trail);
  if (deed.action !== "tariff.activated") return;
  const told = { tariffId, providerId, market, tenantId, effectiveFrom, at };
  await outbox.add(session, TariffActivated, told, `tariff:${providerId}:${tariffId}`);
};
