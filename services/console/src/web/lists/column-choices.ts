import type { components } from "../api/gen/schema.js";
import type { ImportPreview } from "./queries.js";

export type ColumnWord = {
  readonly role: "number" | "variable" | "ignored";
  readonly kind: "text" | "number" | "date";
  readonly name: string;
};

type Choices = Pick<components["schemas"]["ImportStartInput"], "numberColumn" | "columns">;

/** The name by which the API knows a column: its title, or its letter where there is none. */
export function keyOf({
  title,
  letter,
}: Pick<ImportPreview["columns"][number], "title" | "letter">): string {
  return title ?? letter;
}

/** The user's word on columns, as the API takes it; what was not touched is left to the content. */
export function columnChoices(words: Readonly<Record<string, ColumnWord>>): Choices {
  const number = Object.entries(words).find(([, { role }]) => role === "number")?.[0] ?? "";
  return {
    numberColumn: number,
    columns: Object.entries(words)
      .filter(([, { role }]) => role !== "number")
      .map(([column, { role, kind, name }]) => ({
        column,
        ignored: role === "ignored",
        name: role === "ignored" ? "" : name.trim(),
        ...(role === "variable" && { kind }),
      })),
  };
}
