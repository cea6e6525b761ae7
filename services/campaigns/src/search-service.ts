import type {
  MessageSearchServiceImplementation,
  SearchMessagesRequest,
} from "@whiteline/contracts/campaigns/v1/message_search";
import {
  DomainError,
  forward,
  holdsPermission,
  principalOf,
  requireTenant,
  type CallContext,
  type CallContextExt,
} from "@whiteline/service-kit";
import type { Measures } from "./metrics.js";
import type { Neighbours } from "./neighbours.js";
import { searchMessages, type Searching } from "./search-messages.js";

type Dependencies = Searching &
  Pick<Neighbours, "accounts" | "tokens"> & { readonly counted: Pick<Measures, "searches"> };

/** Finding messages: customers among their own, staff among those of their provider's customers, with a trace. */
export const searchService = (
  it: Dependencies,
): MessageSearchServiceImplementation<CallContextExt> => ({
  async searchMessages(request, context) {
    const who = await whoseMessages(it, request, context);
    const options = { ...forward(context), ...(await it.tokens.forTenant(who.tenantId)) };
    const tookTo = it.counted.searches.startTimer();
    try {
      return await searchMessages(it, who, request, options);
    } finally {
      tookTo();
    }
  },
});

/** accounts lets staff look at their own provider's tenants only, and notes that they did. */
const whoseMessages = async (
  { accounts }: Pick<Dependencies, "accounts">,
  { tenantId: named, number }: SearchMessagesRequest,
  context: CallContext,
) => {
  const principal = principalOf(context);
  const seesNumbers = principal.kind === "service" || holdsPermission(principal, "lists:read");
  if (principal.kind === "staff") {
    // Staff say whose messages they look for.
    if (named === "") requireTenant(context);
    const { tenant } = await accounts.getTenant({ tenantId: named }, forward(context));
    return { tenantId: named, market: tenant?.market ?? "", seesNumbers };
  }
  const tenantId = requireTenant(context);
  if (named !== "" && named !== tenantId) {
    throw new DomainError("not_found", "TENANT_UNKNOWN", "There is no such tenant.", {
      remedy: "Leave tenantId out to look among your own messages.",
    });
  }
  const { market = "" } = principal;
  // Only a number is read by the market's rules.
  if (market !== "" || number === "") return { tenantId, market, seesNumbers };
  const { tenant } = await accounts.getTenant({ tenantId }, forward(context));
  return { tenantId, market: tenant?.market ?? "", seesNumbers };
};
