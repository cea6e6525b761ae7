import type { EvidenceServiceDefinition } from "@whiteline/contracts/campaigns/v1/evidence";
import type { GetTextCaseResponse } from "@whiteline/contracts/compliance/v1/text_desk";
import {
  DomainError,
  type CallOptions,
  type Client,
  type ServiceTokens,
} from "@whiteline/service-kit";
import type { TextCase } from "./find-text-cases.js";
import { packInForce } from "./pack-in-force.js";

export type ReadingAudience = {
  readonly messageEvidence: Pick<Client<typeof EvidenceServiceDefinition>, "sampleCampaign">;
  readonly tokens: Pick<ServiceTokens, "forTenant">;
  readonly now: () => Date;
};

type Audience = Pick<
  GetTextCaseResponse,
  "samples" | "samplesMissing" | "dropped" | "operators" | "listVersion"
>;

const nobody: Audience = {
  samples: [],
  samplesMissing: "",
  dropped: [],
  operators: [],
  listVersion: 0n,
};

/**
 * Whom a held campaign reaches: a few recipients with masked numbers and the text as they would read it,
 * and the counts. campaigns is asked in our own name for the tenant; while it is away the case is shown
 * without a sample.
 */
export const readAudience = async (
  { messageEvidence, tokens, now }: ReadingAudience,
  found: TextCase,
  { signal, deadline }: CallOptions,
): Promise<Audience> => {
  if (found.kind !== "campaign") return nobody;
  const { materialised, line, facts, campaign } = found;
  if (materialised === undefined) return { ...nobody, samplesMissing: "The case is decided." };
  const operators = new Map<string, bigint>();
  for (const { operator, messages } of materialised.counts) {
    operators.set(operator, (operators.get(operator) ?? 0n) + messages);
  }
  const counted = {
    dropped: materialised.dropped.map(({ key, value }) => ({ key, value })),
    operators: [...operators].map(([key, value]) => ({ key, value })),
    listVersion: materialised.listVersion,
  };
  const pack = line === undefined ? undefined : packInForce(line.market, now());
  const limit = pack?.textDesk.samples ?? 0;
  try {
    const options = {
      ...(await tokens.forTenant(facts.tenantId)),
      ...(signal && { signal }),
      ...(deadline && { deadline }),
    };
    const { campaignId } = campaign;
    const { messages } = await messageEvidence.sampleCampaign({ campaignId, limit }, options);
    const samplesMissing = messages.length === 0 ? "No recipient is waiting any more." : "";
    return { ...counted, samples: messages, samplesMissing };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { ...counted, samples: [], samplesMissing: `campaigns: ${error.reason}` };
  }
};
