import type { QuoteDiscount } from "@whiteline/contracts/pricing/v1/pricing";
import { localMonth, markets, monthBounds } from "@whiteline/markets";
import { volumeDiscount } from "./domain/discount.js";
import type { Quote } from "./domain/quote.js";
import { stretchesOf } from "./domain/stretches.js";
import type { Holder } from "./domain/wallet.js";
import { fromMoney } from "./proto.js";
import type { OnceStore } from "./store/once.js";
import type { TermsStore } from "./store/terms.js";
import type { WalletStore } from "./store/wallets.js";

type Dependencies = {
  readonly wallets: Pick<WalletStore, "byTenant">;
  readonly once: Pick<OnceStore, "chargedWithin">;
  readonly terms: TermsStore;
  readonly now: () => Date;
};

/**
 * What the market's volume discount is worth to a quote [vn.md §7]. Postpaid: by how much the month's discount grows
 * if this is sent now. Prepaid: what is taken off when so much credit is ordered at once. Undefined: the market has
 * none.
 */
export const quoteDiscount =
  ({ wallets, once, terms, now }: Dependencies) =>
  async (holder: Holder, { expected }: Quote): Promise<QuoteDiscount | undefined> => {
    const at = now();
    const pack = markets.get(holder.market, at.toISOString());
    const mode = (await wallets.byTenant(holder.tenantId))?.mode ?? "prepaid";
    const rows = pack.discounts.find((known) => known.mode === mode);
    if (rows === undefined) return undefined;
    let before = 0n;
    if (mode === "postpaid") {
      const { from, to } = monthBounds(pack, localMonth(pack, at.toISOString()));
      const changes = await terms.changesOf(holder.tenantId);
      const stretches = stretchesOf({ mode, changes }, from, to);
      const charged = await once.chargedWithin(
        [holder.tenantId],
        stretches.filter((stretch) => stretch.mode === "postpaid"),
      );
      before = charged.reduce((sum, { minor }) => sum + minor, 0n);
    }
    const after = volumeDiscount(pack, mode, before + expected.minor);
    const minor = after.discount - volumeDiscount(pack, mode, before).discount;
    const { currency } = expected;
    return {
      mode,
      percent: after.percent,
      amount: fromMoney({ currency, minor }),
      net: fromMoney({ currency, minor: expected.minor - minor }),
      source: rows.source,
    };
  };
