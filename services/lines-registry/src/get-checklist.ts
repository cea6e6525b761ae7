import type {
  Checklist,
  GetChecklistRequest,
  GetChecklistResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { lineFamily } from "@whiteline/markets";
import { forward, principalOf, type CallContext } from "@whiteline/service-kit";
import { demandsOf, judgeFacts } from "./domain/checklist.js";
import type { CompanyDocument } from "./domain/documents.js";
import { judgeProvider } from "./domain/provider-eligibility.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromChecklist } from "./proto-families.js";
import { toApplicant, toDocument } from "./proto.js";
import { providerUnknown, refuse } from "./refuse.js";

type Needs = Pick<Parts, "now" | "packs" | "providers" | "accounts">;

/** What a family demands, and which papers the caller's company file holds already. Staff see the demands alone. */
export function getChecklist(parts: Needs) {
  return async (
    request: GetChecklistRequest,
    context: CallContext,
  ): Promise<GetChecklistResponse> => {
    const { tenantId } = principalOf(context);
    const { documents } =
      tenantId === undefined
        ? { documents: [] }
        : await parts.accounts.listDocuments({ tenantId }, forward(context));
    return { checklist: await demandedOf(parts, request, documents.map(toDocument)) };
  };
}

/** @throws DomainError invalid PROVIDER_UNKNOWN, APPLICANT_KIND_MISSING, FACT_INVALID, TOO_MANY_FACTS */
export async function demandedOf(
  { now, packs, providers }: Pick<Needs, "now" | "packs" | "providers">,
  { providerId: provider, family: familyId, applicant: asked }: GetChecklistRequest,
  held: readonly CompanyDocument[],
): Promise<Checklist> {
  const at = now();
  const pack = packs.ofProvider(provider, at);
  if (pack === undefined) throw providerUnknown();
  const applicant = toApplicant(asked);
  const [wrong] = judgeFacts(pack, applicant);
  if (wrong !== undefined) throw refuse(wrong, "invalid");
  const demands = demandsOf(pack, provider, familyId, applicant);
  const { missing: lacks } = judgeProvider(
    pack,
    await providers.byId(provider),
    dayOf(at, pack.timezone),
  );
  const about = { provider, familyId, family: lineFamily(pack, familyId) };
  return fromChecklist(pack, about, demands, { applicantType: applicant.kind, held, at, lacks });
}
