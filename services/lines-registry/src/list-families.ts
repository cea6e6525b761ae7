import type {
  ListFamiliesRequest,
  ListFamiliesResponse,
  OfferedFamily,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { LineFamily, MarketPack } from "@whiteline/markets";
import { forward, principalOf, type CallContext } from "@whiteline/service-kit";
import { demandsOf } from "./domain/checklist.js";
import type { Parts } from "./parts.js";
import { fromOffer } from "./proto-families.js";
import { toCompany } from "./proto.js";
import { marketUnknown } from "./refuse.js";

type Needs = Pick<Parts, "now" | "packs" | "accounts">;

/**
 * Every family of a market at each of its providers. A tenant also learns which of them a person of
 * its kind can never hold, and why.
 */
export function listFamilies({ now, packs, accounts }: Needs) {
  return async (
    { market }: ListFamiliesRequest,
    context: CallContext,
  ): Promise<ListFamiliesResponse> => {
    const principal = principalOf(context);
    const wanted = market === "" ? (principal.market ?? "") : market;
    if (!packs.has(wanted)) throw marketUnknown();
    const pack = packs.of(wanted, now());
    const { tenantId } = principal;
    const { tenant } =
      tenantId === undefined
        ? { tenant: undefined }
        : await accounts.getTenant({ tenantId }, forward(context));
    return { families: offersOf(pack, toCompany(tenant, undefined).kind) };
  };
}

/** @param kind the person whose eligibility is told; undefined = everybody sees everything. */
export function offersOf(
  pack: MarketPack,
  kind: "natural" | "legal" | undefined,
): readonly OfferedFamily[] {
  return pack.families.flatMap((family) =>
    family.providers.map((provider) => offer(pack, provider, family, kind)),
  );
}

function offer(
  pack: MarketPack,
  provider: string,
  family: LineFamily,
  kind: "natural" | "legal" | undefined,
): OfferedFamily {
  if (kind === undefined) return fromOffer(pack, { provider, family }, everybody);
  const { eligible, reason } = demandsOf(pack, provider, family.id, { kind, facts: {} });
  return fromOffer(pack, { provider, family }, { eligible, reason: reason ?? "" });
}

const everybody = { eligible: true, reason: "" };
