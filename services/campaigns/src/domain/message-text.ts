/** A template as it is rendered a hundred thousand times: taken apart once. */
export type Pattern = readonly Piece[];
export type Piece =
  | { readonly kind: "literal"; readonly text: string }
  | {
      readonly kind: "variable";
      readonly name: string;
      /** Longest value in UTF-16 units, which is what an SMS pays for. */
      readonly maxLength: number;
      /** What a whole value must meet; undefined: any value. */
      readonly pattern: RegExp | undefined;
    };

export type Rendered =
  | { readonly kind: "ok"; readonly text: string }
  | {
      readonly kind: "dropped";
      readonly reason: "MISSING_VARIABLE" | "VARIABLE_TOO_LONG" | "VARIABLE_WRONG_TYPE";
      readonly variable: string;
    };

export type TemplateText = {
  readonly body: string;
  readonly variables: readonly {
    readonly name: string;
    readonly maxLength: number;
    /** Expression of compliance that a whole value meets; empty: any. */
    readonly pattern?: string;
  }[];
};

/** Takes a template apart at its variables in braces: "Order {code} was sent." */
export const takeApart = ({ body, variables }: TemplateText): Pattern => {
  const limits = new Map(
    variables.map(({ name, maxLength, pattern = "" }) => [
      name,
      { maxLength, pattern: pattern === "" ? undefined : new RegExp(pattern, "u") },
    ]),
  );
  const none = { maxLength: 0, pattern: undefined };
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of body.matchAll(/\{([^{}]*)\}/gu)) {
    const name = (match[1] ?? "").trim();
    if (match.index > from) pieces.push({ kind: "literal", text: body.slice(from, match.index) });
    pieces.push({ kind: "variable", name, ...(limits.get(name) ?? none) });
    from = match.index + match[0].length;
  }
  if (from < body.length) pieces.push({ kind: "literal", text: body.slice(from) });
  return pieces;
};

/** A variable by this name is each recipient's own link by which to refuse; lists fills it in. */
export const REFUSAL_LINK = "refusal_link";

/** The variables of a pattern, each once. */
export const variablesOf = (pattern: Pattern): readonly string[] => [
  ...new Set(pattern.flatMap((piece) => (piece.kind === "variable" ? [piece.name] : []))),
];

/**
 * Fills a pattern in. A value that is missing or blank, longer than was approved or of another
 * type drops the recipient: a text that nobody approved is not sent.
 */
export const render = (
  pattern: Pattern,
  valueOf: (name: string) => string | undefined,
): Rendered => {
  let text = "";
  for (const piece of pattern) {
    if (piece.kind === "literal") {
      text += piece.text;
      continue;
    }
    const value = valueOf(piece.name) ?? "";
    if (value.trim() === "") {
      return { kind: "dropped", reason: "MISSING_VARIABLE", variable: piece.name };
    }
    if (value.length > piece.maxLength) {
      return { kind: "dropped", reason: "VARIABLE_TOO_LONG", variable: piece.name };
    }
    if (piece.pattern?.test(value) === false) {
      return { kind: "dropped", reason: "VARIABLE_WRONG_TYPE", variable: piece.name };
    }
    text += value;
  }
  return { kind: "ok", text };
};

/** A value by name; a name like "constructor" finds nothing that nobody gave. */
export const valueIn = (
  values: Readonly<Record<string, string>>,
  name: string,
): string | undefined => (Object.hasOwn(values, name) ? values[name] : undefined);

/** Letters and digits become `*`, so that a sample shows the shape of a text and nobody's data. */
export const mask = (value: string): string => value.replaceAll(/[\p{L}\p{N}]/gu, "*");
