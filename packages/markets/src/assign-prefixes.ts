/** Number plan rows of one operator from one source. */
export function assignPrefixes(row: {
  readonly operator: string;
  readonly source: string;
  readonly verified: boolean;
  readonly prefixes: readonly string[];
}) {
  const { prefixes, ...rest } = row;
  return prefixes.map((prefix) => ({ ...rest, prefix, basis: "regulation" as const }));
}
