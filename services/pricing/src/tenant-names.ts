import {
  TenantStatus,
  type AccountsServiceDefinition,
} from "@whiteline/contracts/accounts/v1/accounts";
import type { Client, ServiceTokens } from "@whiteline/service-kit";

type Needs = {
  readonly accounts: Pick<Client<typeof AccountsServiceDefinition>, "getTenant">;
  readonly tokens: Pick<ServiceTokens, "platform">;
};

/** As whom a tenant registered, and how it stands; empty where accounts does not answer. */
export type TenantCard = { readonly name: string; readonly status: "active" | "suspended" | "" };

/** In the order asked. A name is no reason to show nothing: what accounts does not answer is empty. */
export type TenantCards = (tenantIds: readonly string[]) => Promise<readonly TenantCard[]>;
export type TenantNames = (tenantIds: readonly string[]) => Promise<string[]>;

/** Asks accounts as whom tenants registered. */
export const tenantCards =
  ({ accounts, tokens }: Needs): TenantCards =>
  async (tenantIds) => {
    if (tenantIds.length === 0) return [];
    const asked = await tokens.platform().catch(() => undefined);
    if (asked === undefined) return tenantIds.map(() => unknown);
    const cards: TenantCard[] = [];
    for (let i = 0; i < tenantIds.length; i += AT_ONCE) {
      const some = tenantIds.slice(i, i + AT_ONCE).map(async (tenantId) => {
        if (tenantId === "") return unknown;
        const { tenant } = await accounts.getTenant({ tenantId }, asked);
        return { name: tenant?.name ?? "", status: toStatus(tenant?.status) };
      });
      cards.push(...(await Promise.all(some.map((card) => card.catch(() => unknown)))));
    }
    return cards;
  };

export const tenantNames =
  (cardsOf: TenantCards): TenantNames =>
  async (tenantIds) =>
    (await cardsOf(tenantIds)).map(({ name }) => name);

/** Whether a tenant is suspended now; throws while accounts does not answer. */
export const suspensionOf =
  ({ accounts, tokens }: Needs) =>
  async (tenantId: string): Promise<boolean> => {
    const { tenant } = await accounts.getTenant({ tenantId }, await tokens.platform());
    return toStatus(tenant?.status) === "suspended";
  };

const AT_ONCE = 20;
const unknown: TenantCard = { name: "", status: "" };
const toStatus = (status: TenantStatus | undefined): TenantCard["status"] =>
  status === TenantStatus.SUSPENDED ? "suspended" : "active";
