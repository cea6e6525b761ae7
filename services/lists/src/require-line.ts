import { DomainError } from "@whiteline/service-kit";
import type { NumberedLine } from "./domain/line-number.js";
import type { LineStore } from "./store/lines.js";

export type AskingLines = {
  readonly lines: Pick<LineStore, "named">;
  /** As lines-registry tells it now. */
  readonly askLine: (tenantId: string, lineId: string) => Promise<object | undefined>;
};

/** Of one request; who has more new lines than this does not name them all in the moment of their activation. */
const MOST_UNHEARD = 20;

/**
 * The line if it is the tenant's. A refusal of a line that does not exist would stop nothing and still sound like a yes.
 * @throws DomainError LINE_UNKNOWN
 */
export async function requireLine(
  lines: Pick<LineStore, "get">,
  tenantId: string,
  lineId: string,
): Promise<NumberedLine> {
  const line = await lines.get(lineId);
  if (line?.tenantId === tenantId) return line;
  throw lineUnknown();
}

/**
 * That lines which a list is to govern are the tenant's. Of one that was not heard of yet the registry is asked, because a
 * list may be made in the moment after a line's activation.
 * @throws DomainError LINE_UNKNOWN; unavailable while the registry is away and a line was not heard of
 */
export async function requireOwnLines(
  { lines, askLine }: AskingLines,
  tenantId: string,
  lineIds: readonly string[],
): Promise<void> {
  const known = await lines.named(tenantId, lineIds);
  const unheard = lineIds.filter((lineId) => !known.some((line) => line.lineId === lineId));
  if (unheard.length > MOST_UNHEARD) throw lineUnknown();
  for (const lineId of unheard)
    if ((await askLine(tenantId, lineId)) === undefined) throw lineUnknown();
}

export function lineUnknown(): DomainError {
  return new DomainError("not_found", "LINE_UNKNOWN", "There is no such line.", {
    remedy: "Name a line of yours; a new one is known a moment after its activation.",
  });
}
