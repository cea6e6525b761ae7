import type { VerdictCard as CardMessage } from "@whiteline/contracts/compliance/v1/compliance";
import { describeCard } from "./domain/describe-card.js";
import { standingCards, type VerdictCard } from "./domain/verdict.js";
import type { Language } from "./domain/words/language.js";
import { packInForce } from "./pack-in-force.js";
import { fromCard } from "./proto.js";
import type { VerdictStore } from "./store/verdicts.js";

export type WordingCards = { readonly verdicts: Pick<VerdictStore, "overriding" | "ofSubject"> };

/**
 * A card with the words of its reader's language, the card that took its place, if one did, and those of the texts that
 * are tried against its own.
 */
export const wordCard = async (
  { verdicts }: WordingCards,
  card: VerdictCard,
  language: Language,
): Promise<CardMessage> => {
  const market = card.rulesTried
    .flatMap(({ facts }) => facts)
    .find(({ name }) => name === "market")?.value;
  const pack = market === undefined ? undefined : packInForce(market, card.at);
  const words = describeCard(card, pack, language);
  const overriding = await verdicts.overriding(card.verdictId);
  const beside = card.variant === "" ? [] : standingCards(await verdicts.ofSubject(card));
  return fromCard(card, words, overriding ?? "", beside);
};
