/**
 * The values of one variable, one after the other: stored, sent and cut without becoming as many strings.
 * `lengths` are UTF-16 units; a cell has at most 2,000.
 */
export type TextColumn = { readonly text: string; readonly lengths: Uint16Array };

export function toColumn(values: readonly string[]): TextColumn {
  return { text: values.join(""), lengths: Uint16Array.from(values, ({ length }) => length) };
}

export function valuesOf({ text, lengths }: TextColumn): readonly string[] {
  const values: string[] = [];
  let from = 0;
  for (const length of lengths) {
    values.push(text.slice(from, from + length));
    from += length;
  }
  return values;
}

/** The values at these places, which ascend. */
export function pick({ text, lengths }: TextColumn, places: readonly number[]): TextColumn {
  const kept = new Uint16Array(places.length);
  const pieces: string[] = [];
  let row = 0;
  let begin = 0;
  let end = 0;
  // Neighbours are cut out together: mostly few are missing.
  places.forEach((place, i) => {
    if (place !== row) {
      pieces.push(text.slice(begin, end));
      for (; row < place; row += 1) end += lengths[row] ?? 0;
      begin = end;
    }
    kept[i] = lengths[place] ?? 0;
    end += kept[i] ?? 0;
    row = place + 1;
  });
  pieces.push(text.slice(begin, end));
  return { text: pieces.join(""), lengths: kept };
}
