import type { TemplatePiece } from "./template-text.js";

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
      readonly isFree: boolean;
    };

export type FoundValue = {
  readonly name: string;
  readonly value: string;
  /** Where it begins, in UTF-16 units. */
  readonly at: number;
  /** Whether a value of this variable may be any text. */
  readonly isFree: boolean;
};

type Variables = readonly {
  readonly name: string;
  readonly maxLength: number;
  readonly pattern: string;
}[];

/** Puts the limits of its variables beside the pieces of a template. */
export const toMatchPieces = (
  pieces: readonly TemplatePiece[],
  variables: Variables,
): readonly MatchPiece[] => {
  const limits = new Map(
    variables.map(({ name, maxLength, pattern }) => [
      name,
      { maxLength, pattern: pattern === "" ? undefined : new RegExp(pattern, "u") },
    ]),
  );
  return pieces.map((piece) => {
    if (piece.kind === "literal") return piece;
    const { maxLength = 0, pattern } = limits.get(piece.name) ?? {};
    return { ...piece, maxLength, pattern, isFree: pattern === undefined };
  });
};

/**
 * The values with which a text is the template, character for character; undefined when it is not. Values are not
 * empty, fit their variables, and are as short as they can be. Takes at most pieces × text × longest value steps.
 */
export const matchText = (
  pieces: readonly MatchPiece[],
  text: string,
): readonly FoundValue[] | undefined => {
  const failed = new Set<number>();
  const values: FoundValue[] = [];

  const matches = (index: number, at: number): boolean => {
    const piece = pieces[index];
    if (piece === undefined) return at === text.length;
    if (piece.kind === "literal") {
      return text.startsWith(piece.text, at) && matches(index + 1, at + piece.text.length);
    }
    const state = index * (text.length + 1) + at;
    if (failed.has(state)) return false;
    for (const end of endsOf(pieces[index + 1], text, at, piece.maxLength)) {
      const value = text.slice(at, end);
      if (value.trim() === "" || piece.pattern?.test(value) === false) continue;
      values.push({ name: piece.name, value, at, isFree: piece.isFree });
      if (matches(index + 1, end)) return true;
      values.pop();
    }
    failed.add(state);
    return false;
  };

  return matches(0, 0) ? values : undefined;
};

/** Where a value that begins here may end: before the next literal, at the end of the text, or anywhere. */
function* endsOf(
  next: MatchPiece | undefined,
  text: string,
  at: number,
  maxLength: number,
): Generator<number> {
  const last = Math.min(text.length, at + maxLength);
  if (next === undefined) {
    if (text.length <= last) yield text.length;
    return;
  }
  if (next.kind === "literal") {
    for (let end = text.indexOf(next.text, at + 1); end !== -1 && end <= last;) {
      yield end;
      end = text.indexOf(next.text, end + 1);
    }
    return;
  }
  for (let end = at + 1; end <= last; end += 1) yield end;
}
