import type { MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { priceSteps } from "./segment-price.js";
import { asPriceList, type ProviderTariff } from "./provider-tariff.js";
import { isAlphabet, scriptOfAlphabet } from "./segments.js";

/** More than a hundred times the dearest price of a seed (1,650 dong): a slip of the finger. */
const ABSURD = 1_000_000n;

const source = "pricing · price lists";

const fault = (code: string, subject: string, rule: string, remedy: string): Finding => ({
  code,
  subject,
  rule,
  source,
  remedy,
});

/**
 * Everything that is wrong with a price list, at once: months with holes or overlaps, cells without or with two prices,
 * prices below zero or beyond reason, words that the market does not know, another tax than papers reckon with.
 */
export const tariffFaults = (pack: MarketPack, list: ProviderTariff): readonly Finding[] => [
  ...wordFaults(pack, list),
  ...tierFaults(list),
  ...priceFaults(list),
  ...cellHoles(pack, list),
  ...taxFaults(pack, list),
];

/** What a list says of the tax inside is shown to whoever compares; papers reckon with the market's rate. */
const taxFaults = (
  { tax }: Pick<MarketPack, "tax">,
  { taxIncludedPercent: said }: ProviderTariff,
): readonly Finding[] => {
  if (said === undefined || said === tax?.percent) return [];
  const rule =
    tax === null
      ? "The market names no rate of tax."
      : `Papers reckon with ${tax.percent} percent of ${tax.name}.`;
  const remedy = tax === null ? "Leave it out." : `Say ${tax.percent}, or leave it out.`;
  return [fault("TARIFF_TAX_OTHER", "taxIncludedPercent", rule, remedy)];
};

const wordFaults = (pack: MarketPack, list: ProviderTariff): readonly Finding[] => {
  const unknown = (kind: string, words: readonly string[], known: readonly string[]): Finding[] =>
    [...new Set(words)]
      .filter((word) => !known.includes(word))
      .map((word) =>
        fault(
          "TARIFF_WORD_UNKNOWN",
          word,
          `The market knows no such ${kind}.`,
          `Take the ${kind} from GET /v1/tariff-choices.`,
        ),
      );
  const prices = list.tiers.flatMap((tier) => tier.prices);
  const groups = pack.tariffs.flatMap(({ group }) => group ?? []);
  return [
    ...unknown(
      "family",
      list.families,
      pack.families.map(({ id }) => id),
    ),
    ...unknown(
      "purpose",
      list.purposes,
      pack.content.purposes.map(({ id }) => id),
    ),
    ...(list.group === "" || groups.length === 0 ? [] : unknown("group", [list.group], groups)),
    ...unknown(
      "operator",
      prices.flatMap(({ operator }) => operator ?? []),
      pack.operators.map(({ id }) => id),
    ),
    ...unknown(
      "script",
      prices.flatMap(({ script }) => script ?? []),
      pack.segmentation.scripts.map(({ id }) => id),
    ),
  ];
};

const tierFaults = ({ tiers }: ProviderTariff): readonly Finding[] => {
  if (tiers.length === 0 || tiers.every(({ prices }) => prices.length === 0)) {
    return [fault("TARIFF_EMPTY", "tiers", "A list prices something.", "Give tiers and prices.")];
  }
  const faults = tiers.flatMap(({ fromPart, toPart }, i) => {
    const expected = i === 0 ? 1 : (tiers[i - 1]?.toPart ?? Infinity) + 1;
    const subject = `tiers.${i}`;
    if (toPart !== null && toPart < fromPart) {
      return [
        fault("TARIFF_OVERLAP", subject, "A tier ends after it begins.", "Correct its bounds."),
      ];
    }
    if (fromPart > expected) {
      const rule = `Nothing prices the parts ${expected} to ${fromPart - 1} of a month.`;
      return [fault("TARIFF_HOLE", subject, rule, "Let each tier follow the one before it.")];
    }
    if (fromPart < expected) {
      const rule = `The parts from ${fromPart} on are priced by an earlier tier.`;
      return [fault("TARIFF_OVERLAP", subject, rule, "Let each tier follow the one before it.")];
    }
    return [];
  });
  const open = tiers.at(-1)?.toPart;
  return open === null
    ? faults
    : [
        ...faults,
        fault(
          "TARIFF_HOLE",
          `tiers.${tiers.length - 1}`,
          "Parts after the last tier have no price.",
          "Leave the last tier without an end.",
        ),
      ];
};

const priceFaults = ({ tiers }: ProviderTariff): readonly Finding[] =>
  tiers.flatMap(({ prices }, i) =>
    prices.flatMap(({ operator, script, perPart }, n) => {
      const subject = `tiers.${i}.prices.${n}`;
      const first = prices.findIndex(
        (other) => other.operator === operator && other.script === script,
      );
      return [
        ...(first < n
          ? [
              fault(
                "TARIFF_OVERLAP",
                subject,
                `${operator ?? "Every operator"}, ${script ?? "every script"} has two prices.`,
                "Keep one.",
              ),
            ]
          : []),
        ...(perPart < 0n
          ? [fault("TARIFF_PRICE_NEGATIVE", subject, "A price is not below zero.", "Correct it.")]
          : []),
        ...(perPart > ABSURD
          ? [
              fault(
                "TARIFF_PRICE_ABSURD",
                subject,
                `A part costs at most ${ABSURD} minor units.`,
                "Check the unit of the price.",
              ),
            ]
          : []),
      ];
    }),
  );

/**
 * Cells of operator and script without a price, in some tier or in all: nothing stands in for a list, so the month would
 * end in the middle, or every campaign with a recipient there. An operator without any price is named once.
 */
const cellHoles = (pack: MarketPack, list: ProviderTariff): readonly Finding[] => {
  if (list.tiers.every(({ prices }) => prices.length === 0)) return [];
  const holes = cellsOf(pack).filter(({ operator, alphabet }) =>
    list.tiers.some((tier) => {
      const alone = asPriceList({ ...list, tiers: [{ ...tier, fromPart: 1, toPart: null }] });
      return priceSteps(pack, alone, { operator, alphabet }) === undefined;
    }),
  );
  const priced = new Set(list.tiers.flatMap(({ prices }) => prices.map((it) => it.operator)));
  const subjects = holes.map(({ operator, script }) =>
    priced.has(operator) || priced.has(null) ? `${operator} ${script}` : operator,
  );
  return [...new Set(subjects)].map((subject) =>
    fault(
      "TARIFF_HOLE",
      subject,
      "It has no price, or none in some tier.",
      "Give it a price in every tier, or one that holds for every operator.",
    ),
  );
};

/** Every operator with every script of the market, and an alphabet that carries it. */
export const cellsOf = (
  pack: MarketPack,
): readonly {
  readonly operator: string;
  readonly script: string;
  readonly alphabet: string;
}[] => {
  const alphabets = ["gsm7", "gsm7-tr-single", "ucs2"].filter(isAlphabet);
  const scripts = new Map<string, string>();
  for (const alphabet of alphabets) {
    const script = scriptOfAlphabet(pack, alphabet);
    if (script !== undefined && !scripts.has(script)) scripts.set(script, alphabet);
  }
  return pack.operators.flatMap(({ id: operator }) =>
    [...scripts].map(([script, alphabet]) => ({ operator, script, alphabet })),
  );
};
