import type { Proposal } from "@whiteline/contracts/pricing/v1/proposals";
import type { z } from "zod";

import type { proposal } from "../shapes/proposals.js";
import { fromTime, given } from "./words.js";

const kinds = ["price_group", "credit_price"] as const;

export const fromProposal = (waiting: Proposal): z.output<typeof proposal> => ({
  proposalId: waiting.proposalId,
  kind: kinds.find((kind) => kind === waiting.kind) ?? "terms",
  tenantId: given(waiting.tenantId),
  before: waiting.before,
  after: waiting.after,
  reference: given(waiting.reference),
  by: waiting.by,
  at: fromTime(waiting.at),
  expiresAt: fromTime(waiting.expiresAt),
  decidedBy: given(waiting.decidedBy),
  decidedAt: fromTime(waiting.decidedAt),
});
