export type Piece =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string };

/** A body taken apart at its variables in braces, for showing; what is not well formed stays text. */
export function piecesOf(body: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of body.matchAll(/\{([^{}]*)\}/gu)) {
    const name = (match[1] ?? "").trim();
    if (name === "") continue;
    if (match.index > from) pieces.push({ kind: "literal", text: body.slice(from, match.index) });
    pieces.push({ kind: "variable", name });
    from = match.index + match[0].length;
  }
  if (from < body.length) pieces.push({ kind: "literal", text: body.slice(from) });
  return pieces;
}

/** The variables that a body names, each once, in the order of the text. */
export function variablesOf(body: string): readonly string[] {
  return [
    ...new Set(piecesOf(body).flatMap((piece) => (piece.kind === "variable" ? [piece.name] : []))),
  ];
}

/** The body with each variable said by `valueOf`. */
export function fill(body: string, valueOf: (name: string) => string): string {
  return piecesOf(body)
    .map((piece) => (piece.kind === "literal" ? piece.text : valueOf(piece.name)))
    .join("");
}
