import type { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import type { Client, ServiceTokens } from "@whiteline/service-kit";

type Needs = {
  readonly accounts: Pick<Client<typeof AccountsServiceDefinition>, "getTenant">;
  readonly tokens: Pick<ServiceTokens, "platform">;
};

/** Names of tenants in the order asked; empty where accounts does not answer: a name is no reason to show nothing. */
export type TenantNames = (tenantIds: readonly string[]) => Promise<string[]>;

/** Asks accounts as whom tenants registered. */
export const tenantNames =
  ({ accounts, tokens }: Needs): TenantNames =>
  async (tenantIds) => {
    if (tenantIds.length === 0) return [];
    const asked = await tokens.platform().catch(() => undefined);
    if (asked === undefined) return tenantIds.map(() => "");
    const names: string[] = [];
    for (let i = 0; i < tenantIds.length; i += AT_ONCE) {
      const some = tenantIds.slice(i, i + AT_ONCE).map(async (tenantId) => {
        const { tenant } = await accounts.getTenant({ tenantId }, asked);
        return tenant?.name ?? "";
      });
      names.push(...(await Promise.all(some.map((name) => name.catch(() => "")))));
    }
    return names;
  };

const AT_ONCE = 20;
