import { DomainError } from "@whiteline/service-kit";
import type { NumberedLine } from "./domain/line-number.js";
import type { LineStore } from "./store/lines.js";

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

export function lineUnknown(): DomainError {
  return new DomainError("not_found", "LINE_UNKNOWN", "There is no such line.", {
    remedy: "Name a line of yours; a new one is known a moment after its activation.",
  });
}
