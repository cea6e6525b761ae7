/**
 * Why a recipient is dropped at release; "" = it is written to. Whoever is refused is dropped, whether the refusal has
 * a name or not (law 2).
 */
export function dropReason({
  refusalCode,
  findings,
}: {
  readonly refusalCode: string;
  /** Codes of what forbids it. */
  readonly findings: readonly string[];
}): string {
  if (refusalCode !== "") return refusalCode;
  return findings.length > 0 ? findings[0] || "REFUSED_MEANWHILE" : "";
}
