import type { MarketPack } from "@whiteline/markets";
import type { Template } from "./template.js";
import { matchText, toMatchPieces, type FoundValue, type MatchPiece } from "./template-match.js";
import { parseTemplate } from "./template-text.js";
import { normaliseText } from "./text-normalisation.js";
import { patternOf } from "./variable-type.js";

/** A template taken apart, so that many texts can be held against it. */
export type PreparedTemplate = {
  readonly template: Template;
  readonly pieces: readonly MatchPiece[];
};

export const prepareTemplate = (pack: MarketPack, template: Template): PreparedTemplate => ({
  template,
  pieces: toMatchPieces(
    parseTemplate(template.body).pieces,
    template.variables.map((variable) => ({
      ...variable,
      pattern: patternOf(variable.type, pack),
    })),
  ),
});

export type FoundTemplate = PreparedTemplate & { readonly values: readonly FoundValue[] };

/**
 * The template that a text is, among many: only those whose whole beginning is the text's are tried, the longest
 * beginning first, and of one beginning the first in the order given.
 */
export const templateSearch = (prepared: readonly PreparedTemplate[]) => {
  const byHead = new Map<string, PreparedTemplate[]>();
  for (const one of prepared) {
    const [first] = one.pieces;
    const head = first?.kind === "literal" ? first.text : "";
    const known = byHead.get(head);
    if (known === undefined) byHead.set(head, [one]);
    else known.push(one);
  }
  const lengths = [...new Set([...byHead.keys()].map(({ length }) => length))].sort(
    (a, b) => b - a,
  );
  return (text: string): FoundTemplate | undefined => {
    for (const length of lengths) {
      if (length > text.length) continue;
      for (const one of byHead.get(text.slice(0, length)) ?? []) {
        const values = matchText(one.pieces, text);
        if (values !== undefined) return { ...one, values };
      }
    }
    return undefined;
  };
};

/** Less of its words than this in common, and a text is not meant to be the template. */
const LEAST_LIKENESS = 0.3;

/** The template that has most of its words in common with a text; undefined when none is like it. */
export const nearestTemplate = (
  prepared: readonly PreparedTemplate[],
  text: string,
): PreparedTemplate | undefined => {
  const words = wordsOf(text);
  let nearest: PreparedTemplate | undefined;
  let most = LEAST_LIKENESS;
  for (const one of prepared) {
    const own = wordsOf(
      one.pieces.map((piece) => (piece.kind === "literal" ? piece.text : " ")).join(""),
    );
    const common = [...own].filter((word) => words.has(word)).length;
    const likeness = own.size === 0 ? 0 : common / own.size;
    if (likeness > most) [nearest, most] = [one, likeness];
  }
  return nearest;
};

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(normaliseText(text).match(/[\p{L}\p{N}]+/gu) ?? []);
