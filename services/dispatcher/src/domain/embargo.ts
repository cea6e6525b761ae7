/**
 * What must not leave any more although it was released: recent refusals, pauses, cancels and
 * suspensions. Kept in memory, rebuilt from FACTS at start (architecture §3 row 6).
 */
export type EmbargoFact =
  | {
      readonly kind: "opted_out";
      readonly tenantId: string;
      readonly lineId: string;
      readonly msisdn: bigint;
    }
  | {
      readonly kind: "campaign";
      readonly campaignId: string;
      readonly state: "paused" | "running" | "cancelled";
      readonly version: bigint;
    }
  | {
      readonly kind: "line";
      readonly lineId: string;
      readonly active: boolean;
      /** Of a name: the operators at which it was declared and may not be used. */
      readonly closedAt: readonly string[];
      readonly version: bigint;
    }
  | {
      readonly kind: "tenant";
      readonly tenantId: string;
      readonly suspended: boolean;
      readonly version: bigint;
    };

export type Sending = {
  readonly tenantId: string;
  readonly campaignId: string;
  readonly lineId: string;
  readonly operator: string;
};

/** Why a chunk stands still or ends: a pause waits, the others withhold. */
export type ChunkEmbargo =
  | { readonly kind: "none" }
  | { readonly kind: "paused" }
  | { readonly kind: "withheld"; readonly reason: string };

export const openEmbargo = () => {
  /** tenant → number → lines refused; "" stands for all lines. */
  const refusals = new Map<string, Map<bigint, Set<string>>>();
  const campaigns = new Map<
    string,
    { state: "paused" | "running" | "cancelled"; version: bigint }
  >();
  const lines = new Map<
    string,
    { active: boolean; closedAt: readonly string[]; version: bigint }
  >();
  const tenants = new Map<string, { suspended: boolean; version: bigint }>();

  return {
    /** Takes a fact in; an older version of what is known is ignored. */
    learn: (fact: EmbargoFact): void => {
      switch (fact.kind) {
        case "opted_out": {
          const ofTenant = refusals.get(fact.tenantId) ?? new Map<bigint, Set<string>>();
          refusals.set(fact.tenantId, ofTenant);
          ofTenant.set(
            fact.msisdn,
            (ofTenant.get(fact.msisdn) ?? new Set<string>()).add(fact.lineId),
          );
          return;
        }
        case "campaign": {
          const known = campaigns.get(fact.campaignId);
          if (known === undefined || known.version <= fact.version) {
            campaigns.set(fact.campaignId, { state: fact.state, version: fact.version });
          }
          return;
        }
        case "line": {
          const known = lines.get(fact.lineId);
          if (known === undefined || known.version <= fact.version) {
            const { lineId, active, closedAt, version } = fact;
            lines.set(lineId, { active, closedAt, version });
          }
          return;
        }
        case "tenant": {
          const known = tenants.get(fact.tenantId);
          if (known === undefined || known.version <= fact.version) {
            tenants.set(fact.tenantId, { suspended: fact.suspended, version: fact.version });
          }
        }
      }
    },

    /** Whether the chunk as a whole may go on. */
    ofChunk: ({ tenantId, campaignId, lineId, operator }: Sending): ChunkEmbargo => {
      if (tenants.get(tenantId)?.suspended === true)
        return { kind: "withheld", reason: "tenant_suspended" };
      if (lines.get(lineId)?.active === false)
        return { kind: "withheld", reason: "line_not_active" };
      if (lines.get(lineId)?.closedAt.includes(operator) === true)
        return { kind: "withheld", reason: "sender_not_active_at_operator" };
      const campaign = campaignId === "" ? undefined : campaigns.get(campaignId)?.state;
      if (campaign === "cancelled") return { kind: "withheld", reason: "campaign_cancelled" };
      return campaign === "paused" ? { kind: "paused" } : { kind: "none" };
    },

    /** Whether anybody has refused this tenant's messages lately: without, nobody need be looked up. */
    hasRefusals: ({ tenantId }: Sending): boolean => refusals.has(tenantId),

    /** Whether this subscriber has refused the tenant's messages on this line. */
    refuses: ({ tenantId, lineId }: Sending, msisdn: bigint): boolean => {
      const refused = refusals.get(tenantId)?.get(msisdn);
      return refused !== undefined && (refused.has("") || refused.has(lineId));
    },
  };
};

export type Embargo = ReturnType<typeof openEmbargo>;
