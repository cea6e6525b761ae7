import {
  LineStatus,
  type LinesRegistryServiceDefinition,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { markets } from "@whiteline/markets";
import type { Client, ServiceTokens } from "@whiteline/service-kit";
import type { WalletStore } from "./store/wallets.js";

type Dependencies = {
  readonly wallets: Pick<WalletStore, "platformOf">;
  readonly linesRegistry: Pick<Client<typeof LinesRegistryServiceDefinition>, "listLines">;
  readonly tokens: Pick<ServiceTokens, "forTenant">;
  readonly now: () => Date;
};

export type PlatformSender = {
  readonly lineId: string;
  /** Calls as the platform tenant whose line it is. */
  readonly options: Awaited<ReturnType<ServiceTokens["forTenant"]>>;
};

/**
 * The line of its own from which a provider writes to its customers; undefined: operations have entered none, and no
 * SMS leaves. Throws DomainError while lines-registry is away.
 */
export const platformSender =
  ({ wallets, linesRegistry, tokens, now }: Dependencies) =>
  async (
    { providerId, market }: { readonly providerId: string; readonly market: string },
    signal?: AbortSignal,
  ): Promise<PlatformSender | undefined> => {
    const platform = await wallets.platformOf(providerId);
    if (platform === undefined) return undefined;
    // Null: the pages name none, so whichever sender of its own the provider entered.
    const sender = markets.get(market, now().toISOString()).accountMessages?.sender ?? null;
    const options = await tokens.forTenant(platform);
    const { lines } = await linesRegistry.listLines({}, { ...options, ...(signal && { signal }) });
    const line = lines.find(
      ({ number, status }) =>
        (sender === null || number === sender) && status === LineStatus.ACTIVE,
    );
    return line && { lineId: line.lineId, options };
  };

export type FindPlatformSender = ReturnType<typeof platformSender>;
