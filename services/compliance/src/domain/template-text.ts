export type TemplatePiece =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string };

/** `at` is a place in the text, in characters from 1. */
export type BraceFault = {
  readonly code:
    "VARIABLE_UNCLOSED" | "VARIABLE_UNOPENED" | "VARIABLE_NESTED" | "VARIABLE_NAME_INVALID";
  readonly at: number;
};

export type TemplateText = {
  readonly pieces: readonly TemplatePiece[];
  readonly faults: readonly BraceFault[];
};

const LONGEST_NAME = 100;

/** A name is what the title of a list's column may be. */
export const isVariableName = (name: string): boolean =>
  name !== "" && name.length <= LONGEST_NAME && name.trim() === name && !/[{}\p{Cc}]/u.test(name);

/**
 * Takes a template apart at its variables in braces, "Order {code} was sent.", and reports every
 * fault of the braces at once. Blanks around a name do not count. There is no way to write a brace
 * itself: each belongs to a variable.
 */
export const parseTemplate = (body: string): TemplateText => {
  const pieces: TemplatePiece[] = [];
  const faults: BraceFault[] = [];
  /** Where the outermost open brace stands. */
  let open = -1;
  let depth = 0;
  let isNested = false;
  let from = 0;
  for (let i = 0; i < body.length; i += 1) {
    const character = body[i];
    if (character === "{") {
      depth += 1;
      if (depth === 1) open = i;
      if (depth === 2 && !isNested) {
        isNested = true;
        faults.push({ code: "VARIABLE_NESTED", at: i + 1 });
      }
    } else if (character === "}") {
      if (depth === 0) {
        faults.push({ code: "VARIABLE_UNOPENED", at: i + 1 });
        continue;
      }
      depth -= 1;
      if (depth > 0) continue;
      const name = body.slice(open + 1, i).trim();
      if (open > from) pieces.push({ kind: "literal", text: body.slice(from, open) });
      if (isNested) isNested = false;
      else if (isVariableName(name)) pieces.push({ kind: "variable", name });
      else faults.push({ code: "VARIABLE_NAME_INVALID", at: open + 1 });
      from = i + 1;
    }
  }
  if (depth > 0) faults.push({ code: "VARIABLE_UNCLOSED", at: open + 1 });
  const rest = body.slice(from);
  if (rest !== "") pieces.push({ kind: "literal", text: rest });
  return { pieces, faults };
};
