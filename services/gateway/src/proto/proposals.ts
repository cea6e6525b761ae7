import type { Proposal } from "@whiteline/contracts/pricing/v1/proposals";
import type { z } from "zod";

import type { proposal } from "../shapes/proposals.js";
import { fromTime, given } from "./words.js";

export const fromProposal = (waiting: Proposal): z.output<typeof proposal> => ({
  proposalId: waiting.proposalId,
  kind: waiting.kind === "price_group" ? "price_group" : "terms",
  tenantId: waiting.tenantId,
  before: waiting.before,
  after: waiting.after,
  by: waiting.by,
  at: fromTime(waiting.at),
  expiresAt: fromTime(waiting.expiresAt),
  decidedBy: given(waiting.decidedBy),
  decidedAt: fromTime(waiting.decidedAt),
});
