import type {
  GetChecklistRequest,
  GetChecklistResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { lineFamily } from "@whiteline/markets";
import { forward, principalOf, type CallContext } from "@whiteline/service-kit";
import { demandsOf, judgeFacts } from "./domain/checklist.js";
import { judgeProvider } from "./domain/provider-eligibility.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";
import { fromChecklist } from "./proto-families.js";
import { toApplicant, toDocument } from "./proto.js";
import { providerUnknown, refuse } from "./refuse.js";

type Needs = Pick<Parts, "now" | "packs" | "providers" | "accounts">;

/** What a family demands, and which papers the caller's company file holds already. Staff see the demands alone. */
export function getChecklist({ now, packs, providers, accounts }: Needs) {
  return async (
    { providerId: provider, family: familyId, applicant: asked }: GetChecklistRequest,
    context: CallContext,
  ): Promise<GetChecklistResponse> => {
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
    const { tenantId } = principalOf(context);
    const { documents } =
      tenantId === undefined
        ? { documents: [] }
        : await accounts.listDocuments({ tenantId }, forward(context));
    const held = documents.map(toDocument);
    const about = { provider, familyId, family: lineFamily(pack, familyId) };
    const known = { applicantType: applicant.kind, held, at, lacks };
    return { checklist: fromChecklist(pack, about, demands, known) };
  };
}
