import type {
  GetChecklistRequest,
  GetChecklistResponse,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { forward, principalOf, type CallContext } from "@whiteline/service-kit";
import { demandsOf } from "./domain/checklist.js";
import { packOfProvider } from "./domain/find-pack.js";
import type { Parts } from "./parts.js";
import { fromChecklist, toApplicant, toDocument } from "./proto.js";
import { providerUnknown } from "./refuse.js";

type Needs = Pick<Parts, "now" | "accounts">;

/** What a family demands, and which papers the caller's company file holds already. Staff see the demands alone. */
export function getChecklist({ now, accounts }: Needs) {
  return async (
    { providerId, family, applicant: asked }: GetChecklistRequest,
    context: CallContext,
  ): Promise<GetChecklistResponse> => {
    const at = now();
    const pack = packOfProvider(providerId, at);
    if (pack === undefined) throw providerUnknown();
    const demands = demandsOf(pack, providerId, family, toApplicant(asked));
    const { tenantId } = principalOf(context);
    const { documents } =
      tenantId === undefined
        ? { documents: [] }
        : await accounts.listDocuments({ tenantId }, forward(context));
    const held = documents.map(toDocument);
    const about = { provider: providerId, family };
    return { checklist: fromChecklist(pack, about, demands, { held, at }) };
  };
}
