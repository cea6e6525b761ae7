import type { ListTariffChoicesResponse } from "@whiteline/contracts/pricing/v1/tariff_drafts";
import type { MarketPack } from "@whiteline/markets";

/** The words that a price list of a market may use, and from where on two people decide. */
export const tariffChoices = (pack: MarketPack): ListTariffChoicesResponse => {
  const { code } = pack.currency;
  const { fourEyes } = pack;
  const groups = [...new Set(pack.tariffs.flatMap(({ group }) => group ?? []))];
  return {
    market: pack.code,
    currency: code,
    families: pack.families.map(({ id, name }) => ({ id, name })),
    purposes: pack.content.purposes.map(({ id, english }) => ({ id, name: english })),
    groups: groups.map((id) => ({
      id,
      name: pack.tariffs.find(({ group }) => group === id)?.description ?? id,
    })),
    operators: pack.operators.map(({ id, name }) => ({ id, name })),
    scripts: pack.segmentation.scripts.map(({ id }) => ({ id, name: id })),
    fourEyes: {
      tenants: BigInt(fourEyes.tenants),
      percent: BigInt(fourEyes.percent),
      cost: { currency: code, minor: fourEyes.cost },
      waived: { currency: code, minor: fourEyes.waived },
      source: fourEyes.source,
    },
  };
};
