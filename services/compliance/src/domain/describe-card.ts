import type { MarketPack } from "@whiteline/markets";
import { houseRules } from "./house-rules.js";
import type { Fact } from "./rule-tried.js";
import type { VerdictCard } from "./verdict.js";
import {
  decisionWords,
  factLabels,
  noteWord,
  reasonWords,
  roleWords,
  valueWords,
} from "./words/card-words.js";
import { explainRefusal } from "./words/explain-refusal.js";
import type { Language } from "./words/language.js";
import { ruleWords, type RuleWords } from "./words/rule-words.js";

/** A card as a reader of one language reads it. Codes, sources and versions speak for themselves. */
export type CardWords = {
  readonly language: Language;
  readonly decision: string;
  readonly demand: string;
  readonly remedy: string;
  readonly override: string;
  /** Of each rule tried, in their order: what it demands. */
  readonly rules: readonly string[];
  /** Of each rule tried, of each of its facts: its name, and its value where that is a word of ours. */
  readonly facts: readonly (readonly { readonly label: string; readonly words: string }[])[];
};

/**
 * Words a card. What a rule demands in English stands in the pack; other languages have words by the
 * rule's code, and a rule without any is shown in English rather than not at all.
 */
export const describeCard = (
  card: VerdictCard,
  pack: MarketPack | undefined,
  language: Language,
): CardWords => {
  const { decidingRule } = card;
  const deciding = decidingRule === "" ? undefined : wordsOf(decidingRule, pack, language);
  const reasons = card.reasons.map((code) => reasonWords[code]?.[language] ?? code);
  const note = card.note === "" ? [] : [`${noteWord[language]}: ${card.note}`];
  const cleared = card.decision === "cleared";
  const ownRemedy = language === "en" && card.remedy !== "" ? card.remedy : deciding?.remedy;
  return {
    language,
    decision: decisionWords[card.decision][language],
    demand: deciding?.demand ?? "",
    remedy: cleared
      ? ""
      : language === "en"
        ? (ownRemedy ?? "")
        : [ownRemedy ?? "", ...explainRefusal(decidingFacts(card), language), ...reasons, ...note]
            .filter((part) => part !== "")
            .join(" "),
    override:
      card.overrideBy === "" ? "" : (roleWords[card.overrideBy]?.[language] ?? card.overrideBy),
    rules: card.rulesTried.map(({ rule }) => wordsOf(rule, pack, language)?.demand ?? ""),
    facts: card.rulesTried.map(({ facts }) => facts.map((fact) => wordFact(fact, language))),
  };
};

const decidingFacts = ({ rulesTried, decidingRule }: VerdictCard): readonly Fact[] =>
  rulesTried.find(({ rule, passed }) => rule === decidingRule && !passed)?.facts ?? [];

const wordFact = ({ name, value }: Fact, language: Language) => ({
  label: factLabels[name]?.[language] ?? name,
  words: valueWords[value]?.[language] ?? listIn(name, value, language),
});

/** The reasons of the desk are one fact, and so are the purposes of a name. */
const listIn = (name: string, value: string, language: Language): string => {
  const codes = value.split(", ");
  switch (name) {
    case "reasons":
      return codes.map((code) => reasonWords[code]?.[language] ?? code).join(" ");
    case "declared_purposes":
      return codes.map((code) => valueWords[code]?.[language] ?? code).join(", ");
    default:
      return "";
  }
};

const wordsOf = (
  code: string,
  pack: MarketPack | undefined,
  language: Language,
): RuleWords | undefined => {
  const translated = language === "en" ? undefined : ruleWords[code]?.[language];
  if (translated !== undefined) return translated;
  const ofHouse = Object.values(houseRules).find((rule) => rule.code === code);
  if (ofHouse !== undefined) return ofHouse;
  return pack?.gates.flatMap(({ reasons }) => reasons).find((reason) => reason.code === code);
};
