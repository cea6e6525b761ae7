import type { TemplatePiece } from "./template-text.js";
import type { VariableType } from "./variable-type.js";

/** A template as texts are held against it: taken apart once. */
export type MatchPiece =
  | { readonly kind: "literal"; readonly text: string }
  | {
      readonly kind: "variable";
      readonly name: string;
      /** Longest value in UTF-16 units. */
      readonly maxLength: number;
      /** What a whole value must meet; undefined: any value. */
      readonly pattern: RegExp | undefined;
      readonly type: VariableType;
    };

export type FoundValue = {
  readonly name: string;
  readonly value: string;
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
  readonly type: VariableType;
};

type Variables = readonly {
  readonly name: string;
  readonly maxLength: number;
  readonly pattern: string;
  readonly type: VariableType;
}[];

/** Puts the limits of its variables beside the pieces of a template. */
export const toMatchPieces = (
  pieces: readonly TemplatePiece[],
  variables: Variables,
): readonly MatchPiece[] => {
  const limits = new Map(
    variables.map(({ name, maxLength, pattern, type }) => [
      name,
      { maxLength, type, pattern: pattern === "" ? undefined : new RegExp(pattern, "u") },
    ]),
  );
  return pieces.map((piece) => {
    if (piece.kind === "literal") return piece;
    const { maxLength = 0, pattern, type = "text" } = limits.get(piece.name) ?? {};
    return { ...piece, maxLength, pattern, type };
  });
};

/**
 * The values with which a text is the template, character for character; undefined when it is not. Values are not
 * blank, fit their variables, and are as short as they can be. What failed once at a place is not tried again there,
 * so that no text takes more than pieces × text × longest value looks.
 */
export const matchText = (
  pieces: readonly MatchPiece[],
  text: string,
): readonly FoundValue[] | undefined => {
  const width = text.length + 1;
  let failed: Uint8Array | undefined;
  const values: FoundValue[] = [];

  const fails = (index: number, at: number): false => {
    failed ??= new Uint8Array((pieces.length + 1) * width);
    failed[index * width + at] = 1;
    return false;
  };

  const matches = (index: number, at: number): boolean => {
    const piece = pieces[index];
    if (piece === undefined) return at === text.length;
    if (failed?.[index * width + at] === 1) return false;
    if (piece.kind === "literal") {
      const isHere = text.startsWith(piece.text, at);
      return (isHere && matches(index + 1, at + piece.text.length)) || fails(index, at);
    }
    const next = pieces[index + 1];
    const last = Math.min(text.length, at + piece.maxLength);
    const shortest = firstNonBlank(text, at) + 1;
    for (let end = endFrom(next, text, shortest); end <= last; end = endFrom(next, text, end + 1)) {
      // A typed value is held against its expression only where the rest may still match.
      if (failed?.[(index + 1) * width + end] === 1) continue;
      if (piece.pattern?.test(text.slice(at, end)) === false) continue;
      values.push({ name: piece.name, value: text.slice(at, end), at, type: piece.type });
      if (matches(index + 1, end)) return true;
      values.pop();
    }
    return fails(index, at);
  };

  return matches(0, 0) ? values : undefined;
};

const BLANK = /\s/u;
const firstNonBlank = (text: string, at: number): number => {
  let place = at;
  while (place < text.length && BLANK.test(text.charAt(place))) place += 1;
  return place;
};

/** The first place from here on where a value may end: before the next literal, or the end of the text, or anywhere. */
const endFrom = (next: MatchPiece | undefined, text: string, from: number): number => {
  if (next === undefined) return from <= text.length ? text.length : Number.POSITIVE_INFINITY;
  if (next.kind === "variable") return from;
  const found = text.indexOf(next.text, from);
  return found === -1 ? Number.POSITIVE_INFINITY : found;
};
