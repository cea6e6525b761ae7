import type { SendingRule } from "@whiteline/markets";
import type { ClientSession, Connection } from "mongoose";

/** What staff set for one tenant in the place of a market's rule. */
export type LimitChange = {
  readonly enabled: boolean;
  /** 0: as the market says. */
  readonly messages: number;
  readonly hours: number;
  readonly by: string;
  readonly note: string;
  readonly at: Date;
};
type Doc = LimitChange & {
  readonly _id: string;
  readonly tenantId: string;
  readonly rule: string;
  readonly requestId: string;
};

/** A rule as it holds for a tenant. */
export type TenantRule = SendingRule & { readonly change: LimitChange | undefined };
export type SendingLimitStore = ReturnType<typeof sendingLimitStore>;

/** How often one person may be written to: what staff changed of the market's rules. */
export function sendingLimitStore(connection: Connection) {
  const limits = connection.collection<Doc>("sendingLimits");

  return {
    async ensureIndexes(): Promise<void> {
      await limits.createIndex({ tenantId: 1 }, {}, {});
    },

    /** The market's rules with the tenant's changes. */
    async rulesOf(tenantId: string, rules: readonly SendingRule[]): Promise<readonly TenantRule[]> {
      if (rules.length === 0) return [];
      const changes = new Map(
        (await limits.find({ tenantId }).toArray()).map((doc) => [doc.rule, doc]),
      );
      return rules.map((rule) => {
        const change = changes.get(rule.rule);
        if (change === undefined) return { ...rule, change: undefined };
        const { enabled, messages, hours, by, note, at } = change;
        return {
          ...rule,
          enabled,
          messages: messages === 0 ? rule.messages : messages,
          hours: hours === 0 ? rule.hours : hours,
          change: { enabled, messages, hours, by, note, at },
        };
      });
    },

    async set(
      session: ClientSession,
      tenantId: string,
      rule: string,
      change: LimitChange & { readonly requestId: string },
    ): Promise<void> {
      const _id = `${tenantId}:${rule}`;
      await limits.replaceOne({ _id }, { tenantId, rule, ...change }, { upsert: true, session });
    },

    async reset(session: ClientSession, tenantId: string, rule: string): Promise<void> {
      await limits.deleteOne({ _id: `${tenantId}:${rule}` }, { session });
    },
  };
}
