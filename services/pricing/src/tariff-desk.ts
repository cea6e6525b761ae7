import type { MarketPack } from "@whiteline/markets";
import type { CallContextExt } from "@whiteline/service-kit";
import type { ProviderTariff } from "./domain/provider-tariff.js";
import type { fromTariffDraft } from "./proto-tariffs.js";

/** Who of finance asks, of which provider and market, and when. @throws DomainError when it is nobody of finance. */
export type Desk = (context: CallContextExt) => {
  readonly actor: string;
  readonly providerId: string;
  readonly at: Date;
  readonly pack: MarketPack;
};
/** A price list as it is told, with how it stands on that day. */
export type Answer = (
  list: ProviderTariff,
  pack: MarketPack,
  at: Date,
) => Promise<ReturnType<typeof fromTariffDraft>>;
