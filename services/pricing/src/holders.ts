import type { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import {
  DomainError,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
  type Client,
  type ServiceTokens,
} from "@whiteline/service-kit";
import type { Holder } from "./domain/wallet.js";
import { toHolder } from "./proto.js";
import type { WalletStore } from "./store/wallets.js";

type Dependencies = {
  readonly wallets: WalletStore;
  readonly accounts: Pick<Client<typeof AccountsServiceDefinition>, "getTenant">;
  readonly tokens: Pick<ServiceTokens, "platform">;
};

/** Tenants remembered at once; what is kept of them never changes. */
const REMEMBERED = 10_000;

export const tenantUnknown = (): DomainError =>
  new DomainError("not_found", "TENANT_UNKNOWN", "There is no such tenant.", {
    remedy: "Take the tenant id from its registration.",
  });

const tenantMissing = (): DomainError =>
  new DomainError("invalid", "TENANT_MISSING", "Staff say whose money they ask about.", {
    remedy: "Send the customer's tenantId; GET /v1/tenants?search= finds it by name.",
  });

/** Whose money it is, and who may come near it. */
export const holderBook = ({ wallets, accounts, tokens }: Dependencies) => {
  const known = new Map<string, Holder>();

  const remember = (holder: Holder): Holder => {
    if (known.size >= REMEMBERED) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    known.set(holder.tenantId, holder);
    return holder;
  };

  /** Opens the wallet of a new tenant; a repetition changes nothing. */
  const open = async (holder: Holder): Promise<Holder> => {
    await wallets.open(holder);
    return remember(holder);
  };

  /**
   * The holder of a wallet. One whose registration was not heard yet is asked of accounts, and the wallet opened.
   * @throws DomainError not_found TENANT_UNKNOWN.
   */
  const find = async (tenantId: string): Promise<Holder> => {
    const remembered = known.get(tenantId);
    if (remembered !== undefined) return remembered;
    if (tenantId === "") throw tenantUnknown();
    const wallet = await wallets.byTenant(tenantId);
    if (wallet !== undefined) return remember(wallet);
    const { tenant } = await accounts.getTenant({ tenantId }, await tokens.platform());
    if (tenant === undefined) throw tenantUnknown();
    return open(toHolder(tenant));
  };

  return {
    open,
    find,

    /**
     * The tenant that a call is about: the caller itself, the one that a service acts for, or one of the provider's
     * for its staff. A stranger learns no more than of a tenant that does not exist (law 8).
     * @param named the tenant that the request names; empty = the caller's own.
     * @throws DomainError not_found TENANT_UNKNOWN; forbidden ROLE_REQUIRED for staff that is not of finance; invalid
     *   TENANT_MISSING for staff that names nobody.
     */
    meet: async (context: CallContextExt, named: string): Promise<Holder> => {
      const { kind, tenantId, providerId } = principalOf(context);
      if (kind === "staff") {
        requireStaff(context, "finance");
        if (named === "") throw tenantMissing();
        const holder = await find(named);
        if (providerId === undefined || holder.providerId !== providerId) throw tenantUnknown();
        return holder;
      }
      const actsForAll = kind === "service" && tenantId === undefined;
      const own = actsForAll ? named : requireTenant(context);
      if (named !== "" && named !== own) throw tenantUnknown();
      return find(own);
    },
  };
};

export type HolderBook = ReturnType<typeof holderBook>;
