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
      /** Rises with each word of the subscriber about the line. */
      readonly version: bigint;
      /** Kinds of traffic that are refused; empty: all. */
      readonly stops: readonly string[];
    }
  | {
      /** The subscriber took the refusal back. */
      readonly kind: "opted_in";
      readonly tenantId: string;
      readonly lineId: string;
      readonly msisdn: bigint;
      readonly version: bigint;
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
  readonly traffic: string;
};

/** The last word of a subscriber about a line; `stops` undefined: the refusal was taken back. */
type Word = { readonly version: bigint; readonly stops: readonly string[] | undefined };

/** Why a chunk stands still or ends: a pause waits, the others withhold. */
export type ChunkEmbargo =
  | { readonly kind: "none" }
  | { readonly kind: "paused" }
  | { readonly kind: "withheld"; readonly reason: string };

export const openEmbargo = () => {
  /** tenant → number → line → the last word; line "" stands for all lines. */
  const refusals = new Map<string, Map<bigint, Map<string, Word>>>();
  const hear = (
    of: { readonly tenantId: string; readonly lineId: string; readonly msisdn: bigint },
    word: Word,
  ): void => {
    const ofTenant = refusals.get(of.tenantId) ?? new Map<bigint, Map<string, Word>>();
    refusals.set(of.tenantId, ofTenant);
    const words = ofTenant.get(of.msisdn) ?? new Map<string, Word>();
    ofTenant.set(of.msisdn, words);
    const known = words.get(of.lineId);
    if (known === undefined || known.version <= word.version) words.set(of.lineId, word);
  };
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
        case "opted_out":
          hear(fact, { version: fact.version, stops: fact.stops });
          return;
        case "opted_in":
          hear(fact, { version: fact.version, stops: undefined });
          return;
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

    /** Whether this subscriber has refused such messages of the tenant on this line. */
    refuses: ({ tenantId, lineId, traffic }: Sending, msisdn: bigint): boolean => {
      const words = refusals.get(tenantId)?.get(msisdn);
      if (words === undefined) return false;
      return ["", lineId].some((line) => {
        const stops = words.get(line)?.stops;
        if (stops === undefined) return false;
        // What does not say its kind is stopped by any refusal.
        return stops.length === 0 || traffic === "" || stops.includes(traffic);
      });
    },
  };
};

export type Embargo = ReturnType<typeof openEmbargo>;
